import { z } from "zod";
import { deliveryStates, webhookContentTypes, webhookMethods } from "@/db/enums";
import { tagNameSchema } from "../audiences/tags/contract";
import { contract, idSchema, instantSchema, noContent } from "../http/contract";
import { cleanLine } from "../mapping/clean-text";
import { storableText } from "../mapping/json-value";
import { page, pageQuery } from "../pagination";
import { disabledReasons } from "./disabled";
import { webhookLimits } from "./limits";
import { customPayloadSchema } from "./payload/mapping";

const nameSchema = z
  .string()
  .overwrite(cleanLine)
  .max(webhookLimits.nameCharactersMax, `The name may have at most ${webhookLimits.nameCharactersMax} characters.`);

const authSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  z.strictObject({
    type: z.literal("basic"),
    /** A colon would end the name, and control characters may not stand in it: RFC 7617. */
    username: z
      .string()
      .min(1, "Enter a user name.")
      .max(200)
      .regex(/^[^:]*$/, "A user name can't hold a colon.")
      .regex(/^\P{Cc}*$/u, "A user name can't hold control characters."),
    /** `""` or nothing keeps the password that is stored, as long as the URL leads to the same server; null removes it. */
    password: z.string().max(500).nullish(),
  }),
]);

/** Only events that fit every list which is given: in a list, one match is enough. */
const filtersSchema = z.strictObject({
  tags: z.array(tagNameSchema).min(1).max(50).optional(),
  groups: z.array(idSchema("group")).min(1).max(50).optional(),
  segments: z.array(idSchema("segment")).min(1).max(50).optional(),
  /** Clicks on these addresses alone; other events are not concerned. */
  links: z.array(z.string().max(2048).overwrite(storableText)).min(1).max(50).optional(),
});
export type WebhookFilters = z.output<typeof filtersSchema>;

const secretSchema = z.string().max(webhookLimits.secretCharactersMax);
const fields = {
  name: nameSchema,
  url: z
    .string("Enter the payload URL.")
    .trim()
    .min(1, "Enter the payload URL.")
    .max(webhookLimits.urlBytesMax, "The URL is too long: at most 2,048 bytes."),
  contentType: z.enum(webhookContentTypes, "Choose json or form."),
  method: z.enum(webhookMethods, "Choose POST or GET."),
  auth: authSchema,
  /** `""` keeps the one that is stored, `null` removes it. */
  secret: secretSchema.nullable(),
  /** Also send `X-Webhook-Signature`, the hex HMAC of the body. */
  hexSignature: z.boolean(),
  logResponseBody: z.boolean(),
  active: z.boolean(),
  /** Names of the event catalogue; a workspace's webhook also takes senders' own event names. */
  events: z
    .array(z.string().max(100))
    .min(1, "Choose at least one event.")
    .max(100)
    .transform((names) => [...new Set(names)]),
  filters: filtersSchema.nullable(),
  /** Null sends the default payload. */
  customPayload: customPayloadSchema.nullable(),
  /** A redirect counts as delivered: Google Apps Script answers so. */
  redirectIsSuccess: z.boolean(),
  ratePerMinute: z.number().int().min(1).max(webhookLimits.ratePerMinuteMax).nullable(),
  concurrency: z.number().int().min(1).max(webhookLimits.concurrencyMax),
};

export const webhookBody = z.strictObject({
  name: fields.name.default(""),
  url: fields.url,
  contentType: fields.contentType.default("json"),
  method: fields.method.default("POST"),
  auth: fields.auth.default({ type: "none" }),
  secret: fields.secret.default(null),
  hexSignature: fields.hexSignature.default(false),
  logResponseBody: fields.logResponseBody.default(false),
  active: fields.active.default(true),
  events: fields.events,
  filters: fields.filters.default(null),
  customPayload: fields.customPayload.default(null),
  redirectIsSuccess: fields.redirectIsSuccess.default(false),
  ratePerMinute: fields.ratePerMinute.default(null),
  concurrency: fields.concurrency.default(webhookLimits.concurrencyDefault),
});
export type WebhookSettings = z.output<typeof webhookBody>;
export type WebhookDraft = z.input<typeof webhookBody>;

/** Without the defaults of a new one: what is left out stays. */
export const webhookPatch = z.strictObject({
  ...z.object(fields).partial().shape,
  /** What becomes of held deliveries when it is switched on: left out, they stay held. */
  held: z.enum(["send", "drop"]).optional(),
});
export type WebhookPatch = z.output<typeof webhookPatch>;

export const webhookHealthSchema = z.object({
  /** `failing`: the last attempts failed. `open`: nothing is sent until `openUntil`, because of that. */
  state: z.enum(["new", "healthy", "failing", "open", "paused", "disabled"]),
  openUntil: instantSchema.nullable(),
  failingSince: instantSchema.nullable(),
  lastSuccessAt: instantSchema.nullable(),
  lastFailureAt: instantSchema.nullable(),
  /** One sentence about the last failure. */
  lastError: z.string().nullable(),
  succeeded24h: z.number().int(),
  failed24h: z.number().int(),
  /** Attempts of the last 24 hours, oldest first. */
  hours: z.array(z.object({ hour: instantSchema, succeeded: z.number().int(), failed: z.number().int() })),
});

export const webhookSchema = z.object({
  id: idSchema("webhook"),
  /** Null for a webhook of the whole workspace. */
  campaignId: idSchema("campaign").nullable(),
  name: z.string(),
  url: z.string(),
  contentType: z.enum(webhookContentTypes),
  method: z.enum(webhookMethods),
  /** The password can't be read again. */
  auth: z.discriminatedUnion("type", [
    z.object({ type: z.literal("none") }),
    z.object({ type: z.literal("basic"), username: z.string() }),
  ]),
  /** The secret can't be read again. */
  hasSecret: z.boolean(),
  /** Until when the secret before the last rotation signs too. */
  previousSecretUntil: instantSchema.nullable(),
  hexSignature: z.boolean(),
  logResponseBody: z.boolean(),
  active: z.boolean(),
  disabled: z.object({ reason: z.enum(disabledReasons), at: instantSchema }).nullable(),
  events: z.array(z.string()),
  filters: filtersSchema.nullable(),
  customPayload: customPayloadSchema.nullable(),
  redirectIsSuccess: z.boolean(),
  ratePerMinute: z.number().int().nullable(),
  concurrency: z.number().int(),
  health: webhookHealthSchema,
  /** Deliveries that are held, counted up to `webhookLimits.heldCountMax`. */
  held: z.number().int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Webhook = z.output<typeof webhookSchema>;

/** Exactly what would be sent, or was. */
export const requestViewSchema = z.object({
  method: z.string(),
  /** With the query string of a GET. */
  url: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Null for GET. */
  body: z.string().nullable(),
});
export type RequestView = z.output<typeof requestViewSchema>;

export const testAnswerSchema = z.object({
  request: requestViewSchema,
  /** Null when there was no answer: `error` says why. */
  response: z
    .object({
      status: z.number().int(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      truncated: z.boolean(),
    })
    .nullable(),
  /** Whether a delivery would count as delivered. */
  succeeded: z.boolean(),
  error: z.string().nullable(),
  durationMs: z.number(),
});
export type WebhookTest = z.output<typeof testAnswerSchema>;

/** Where the data of a preview or test comes from: a real event, or else the catalogue's sample. */
const fromEvent = { eventId: idSchema("event").optional(), eventType: z.string().max(100).optional() };

export const previewSchema = z.object({
  request: requestViewSchema,
  /** The event it was made from; null for the catalogue's sample. */
  event: z.object({ id: idSchema("event").nullable(), type: z.string(), occurredAt: instantSchema }),
  /** By the row of the mapping that it is about; null is about the whole. */
  warnings: z.array(z.object({ row: z.number().int().nullable(), message: z.string() })),
});
export type WebhookPreview = z.output<typeof previewSchema>;

/** The same operations for a campaign's webhooks and for the workspace's own. */
function contractsAt<S extends z.ZodRawShape>(path: string, of: string, shape: S) {
  const params = z.object(shape);
  const one = z.object({ ...shape, webhookId: idSchema("webhook") });
  return {
    list: contract({
      method: "GET",
      path,
      summary: `List ${of} webhooks, newest first`,
      params,
      query: pageQuery,
      answer: page(webhookSchema),
    }),
    create: contract({
      method: "POST",
      path,
      summary: `Add one to ${of} webhooks`,
      params,
      body: webhookBody,
      answer: webhookSchema.extend({ warning: z.string().nullable() }),
      status: 201,
    }),
    get: contract({
      method: "GET",
      path: `${path}/{webhookId}`,
      summary: `Get one of ${of} webhooks`,
      params: one,
      answer: webhookSchema,
    }),
    update: contract({
      method: "PATCH",
      path: `${path}/{webhookId}`,
      summary: `Change one of ${of} webhooks; what is left out stays`,
      params: one,
      body: webhookPatch,
      answer: webhookSchema.extend({ warning: z.string().nullable() }),
    }),
    remove: contract({
      method: "DELETE",
      path: `${path}/{webhookId}`,
      summary: `Delete one of ${of} webhooks; what it has not delivered is not sent`,
      params: one,
      answer: noContent,
      status: 204,
    }),
    test: contract({
      method: "POST",
      path: `${path}/{webhookId}/test`,
      summary: `Send a test through one of ${of} webhooks, as it is saved`,
      params: one,
      body: z.strictObject(fromEvent),
      answer: testAnswerSchema,
    }),
    preview: contract({
      method: "POST",
      path: `${path}/preview`,
      summary: "Show the request that a webhook would send, saved or not, made from a recent event",
      params,
      body: z.strictObject({
        ...z.object(fields).partial().shape,
        // A draft may not be there yet.
        url: z.string().trim().max(webhookLimits.urlBytesMax).optional(),
        events: z.array(z.string().max(100)).max(100).optional(),
        ...fromEvent,
        /** The one that is being edited: its secret signs unless another one is given. */
        webhookId: idSchema("webhook").optional(),
      }),
      answer: previewSchema,
    }),
  };
}

export const campaignWebhookContracts = contractsAt("/campaigns/{campaignId}/webhooks", "a campaign's", {
  campaignId: idSchema("campaign"),
});
export const workspaceWebhookContracts = contractsAt("/webhooks", "the workspace's own", {});

/** What is told of a webhook where a delivery is shown. */
export const webhookRefSchema = z.object({
  id: idSchema("webhook"),
  name: z.string(),
  url: z.string(),
  campaignId: idSchema("campaign").nullable(),
});

export const deliveryStateSchema = z.enum(deliveryStates);
