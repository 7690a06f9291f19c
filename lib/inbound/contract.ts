import { z } from "zod";
import { contract, idSchema, instantSchema, noContent } from "../http/contract";
import { page, pageQuery } from "../pagination";

const inAudience = z.object({ audienceId: idSchema("audience") });

const redirect = z
  .string()
  .trim()
  .max(2048)
  .refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    "Enter a full web address, like https://example.com/thanks.",
  )
  .nullable();
const origin = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .refine(
    (value) =>
      value === "*" ||
      (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value),
    "Enter an origin without a path, like https://example.com.",
  );

export const webhookSettingsSchema = z.strictObject({
  successRedirect: redirect.optional(),
  errorRedirect: redirect.optional(),
  allowedOrigins: z.array(origin).max(20, "At most 20 origins can be allowed.").optional(),
});

export const trafficSchema = z.object({
  accepted24h: z.number(),
  refused24h: z.number(),
  lastRequestAt: instantSchema.nullable(),
  /** The last 24 hours, oldest first. */
  hours: z.array(z.object({ hour: instantSchema, accepted: z.number(), refused: z.number() })),
});

export const webhookSchema = z.object({
  id: z.string(),
  /** Both URLs with the secret masked but for its last four characters. */
  maskedUrls: z.object({ addAndUpdate: z.string(), addOnly: z.string() }),
  last4: z.string(),
  successRedirect: z.string().nullable(),
  errorRedirect: z.string().nullable(),
  allowedOrigins: z.array(z.string()),
  createdAt: instantSchema,
  regeneratedAt: instantSchema,
  traffic: trafficSchema,
});
export type AudienceWebhook = z.output<typeof webhookSchema>;

export const generateWebhookContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/inbound-webhook",
  summary: "Generate the audience's inbound webhook, or regenerate it: the old URLs stop at once",
  params: inAudience,
  answer: webhookSchema.extend({ urls: z.object({ addAndUpdate: z.string(), addOnly: z.string() }) }),
  status: 201,
});

export const getWebhookContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/inbound-webhook",
  summary: "Get the audience's inbound webhook, its URLs masked",
  params: inAudience,
  answer: webhookSchema,
});

export const updateWebhookContract = contract({
  method: "PATCH",
  path: "/audiences/{audienceId}/inbound-webhook",
  summary: "Change where sign-up forms lead to and which origins may post from a browser",
  params: inAudience,
  body: webhookSettingsSchema,
  answer: webhookSchema,
});

export const deleteWebhookContract = contract({
  method: "DELETE",
  path: "/audiences/{audienceId}/inbound-webhook",
  summary: "Delete the audience's inbound webhook",
  params: inAudience,
  answer: noContent,
  status: 204,
});

const contactView = z
  .object({
    email: z.string(),
    status: z.string(),
    fields: z.record(z.string(), z.unknown()),
    tags: z.array(z.string()),
    groups: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .nullable();

/** What became of a test, with the contact before and after it. */
export const testAnswerSchema = z.object({
  status: z.number(),
  /** The JSON that the sender would get. */
  answer: z.record(z.string(), z.unknown()),
  durationMs: z.number(),
  dryRun: z.boolean(),
  before: contactView,
  after: contactView,
});

export const testWebhookContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/inbound-webhook/test",
  summary: "Send a request through the webhook, for real or as a dry run that changes nothing",
  params: inAudience,
  body: z.strictObject({
    mode: z.enum(["1", "2"]),
    contentType: z.enum(["application/json", "application/x-www-form-urlencoded"]),
    body: z.string().max(1024 * 1024),
    dryRun: z.boolean().default(true),
  }),
  answer: testAnswerSchema,
});

const requestSchema = z.object({
  id: z.string(),
  audienceId: z.string(),
  webhookId: z.string(),
  /** Null once it was deleted. An audience's own webhook has no name. */
  webhook: z.object({ kind: z.string(), name: z.string() }).nullable(),
  origin: z.string(),
  mode: z.string(),
  method: z.string(),
  status: z.number(),
  outcome: z.string(),
  message: z.string(),
  email: z.string().nullable(),
  contactId: z.string().nullable(),
  /** The request whose bytes this one sent again. */
  replayOf: z.string().nullable(),
  durationMs: z.number(),
  createdAt: instantSchema,
});
export type InboundRequest = z.output<typeof requestSchema>;

const requestDetailSchema = requestSchema.extend({
  contentType: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  /** The body as text; bytes that are no UTF-8 show as U+FFFD. Null when it was refused unread. */
  body: z.string().nullable(),
  bodyBytes: z.number().nullable(),
  /** The query string of a GET. */
  query: z.string().nullable(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
  ignored: z.array(z.string()),
  fieldKeys: z.array(z.string()),
  /** What became of it after its answer, in one sentence: that no confirmation mail was sent, for instance. */
  note: z.string().nullable(),
  /** What came of sending its bytes again, newest first. */
  replays: z.array(z.object({ id: z.string(), status: z.number(), outcome: z.string(), createdAt: instantSchema })),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type InboundRequestDetail = z.output<typeof requestDetailSchema>;

/** What narrows the ledger; lists, counts and replays take the same. */
export const requestFilterSchema = z.strictObject({
  email: z.string().max(320).optional(),
  /** `accepted`, `refused`, or one status code. */
  status: z.union([z.enum(["accepted", "refused"]), z.coerce.number().int().min(100).max(599)]).optional(),
  /** What became of it: `created`, `updated`, `refused`, … */
  outcome: z.string().max(40).optional(),
  method: z.enum(["GET", "POST"]).optional(),
  origin: z.enum(["door", "test", "replay"]).optional(),
  webhookId: idSchema("hook").optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});
export type RequestFilter = z.output<typeof requestFilterSchema>;

const requestQuery = pageQuery.extend(requestFilterSchema.shape);

export const listAudienceRequestsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/inbound-requests",
  summary: "List the requests to an audience's webhooks, newest first",
  params: inAudience,
  query: requestQuery,
  answer: page(requestSchema),
});

export const listRequestsContract = contract({
  method: "GET",
  path: "/inbound-requests",
  summary: "List the requests to all webhooks of the workspace, newest first",
  query: requestQuery.extend({ audienceId: idSchema("audience").optional() }),
  answer: page(requestSchema),
});

export const getRequestContract = contract({
  method: "GET",
  path: "/inbound-requests/{requestId}",
  summary: "Get one request with its headers and body",
  params: z.object({ requestId: idSchema("request") }),
  answer: requestDetailSchema,
});
