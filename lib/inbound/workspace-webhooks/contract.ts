import { z } from "zod";
import { hookScopes, resubscribeRules } from "@/db/enums";
import { tagNameSchema } from "../../audiences/tags/contract";
import { contract, idSchema, instantSchema, noContent } from "../../http/contract";
import { cleanLine } from "../../mapping/clean-text";
import { page, pageQuery } from "../../pagination";
import { testAnswerSchema, trafficSchema } from "../contract";
import { signatureAnswerSchema, signatureInputSchema } from "../signatures/settings";
import { mappingLineSchema } from "./mapping";
import { workspaceWebhookTypeNames } from "./types";

export const webhookNameCharactersMax = 64;
export const webhookTagsMax = 50;
export const mappingLinesMax = 100;
export const ratePerMinuteMax = 100_000;
export const hookMethods = ["GET", "POST"] as const;
export type HookMethod = (typeof hookMethods)[number];

const nameSchema = z
  .string("Give the webhook a name.")
  .overwrite(cleanLine)
  .min(1, "Give the webhook a name.")
  .max(webhookNameCharactersMax, `The name may have at most ${webhookNameCharactersMax} characters.`);

/** Several lines for one field are tried in order: the first that finds a value counts. */
const mappingSchema = z
  .array(mappingLineSchema)
  .min(1, "Map at least the email address, or choose to read fields by their names.")
  .max(mappingLinesMax)
  .refine((lines) => lines.some((line) => line.field === "email"), "Say where the email address lies.");

export const workspaceWebhookBody = z.strictObject({
  name: nameSchema,
  type: z.enum(workspaceWebhookTypeNames, "Choose SUBSCRIBED, UNCONFIRMED, UNSUBSCRIBED or DELETE."),
  /** Left out: the workspace's default audience, else its oldest. */
  audienceId: idSchema("audience").optional(),
  /** Names; new ones are created in the audience. SUBSCRIBED and UNCONFIRMED only. */
  tags: z.array(tagNameSchema).max(webhookTagsMax, `At most ${webhookTagsMax} tags can be applied.`).default([]),
  /** A paused webhook answers like one that does not exist. */
  active: z.boolean().default(true),
  methods: z
    .array(z.enum(hookMethods))
    .min(1, "Accept at least one method.")
    .transform((methods) => hookMethods.filter((method) => methods.includes(method)))
    .default([...hookMethods]),
  /** Null for no limit. */
  ratePerMinute: z.number().int().min(1).max(ratePerMinuteMax).nullable().default(null),
  /** Null for no check. An empty secret keeps the one that is stored. */
  signature: signatureInputSchema.nullable().default(null),
  resubscribe: z.enum(resubscribeRules).default("subscribe"),
  scope: z.enum(hookScopes).default("workspace"),
  /** Null reads fields by their names. */
  mapping: mappingSchema.nullable().default(null),
});
export type WorkspaceWebhookSettings = z.output<typeof workspaceWebhookBody>;
export type WorkspaceWebhookDraft = z.input<typeof workspaceWebhookBody>;

export const workspaceWebhookSchema = z.object({
  id: idSchema("hook"),
  /** Readable by every member, and usable by everybody who has it. */
  url: z.url(),
  name: z.string(),
  type: z.enum(workspaceWebhookTypeNames),
  audienceId: idSchema("audience"),
  audienceName: z.string(),
  tags: z.array(z.string()),
  active: z.boolean(),
  methods: z.array(z.enum(hookMethods)),
  ratePerMinute: z.number().nullable(),
  signature: signatureAnswerSchema.nullable(),
  resubscribe: z.enum(resubscribeRules),
  scope: z.enum(hookScopes),
  mapping: z.array(mappingLineSchema).nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  traffic: trafficSchema,
});
export type WorkspaceWebhook = z.output<typeof workspaceWebhookSchema>;

const webhookParams = z.object({ webhookId: idSchema("hook") });

export const listWorkspaceWebhooksContract = contract({
  method: "GET",
  path: "/inbound-webhooks",
  summary: "List the workspace's inbound webhooks, newest first",
  query: pageQuery.extend({
    search: z.string().max(webhookNameCharactersMax).optional(),
    type: z.enum(workspaceWebhookTypeNames).optional(),
    audienceId: idSchema("audience").optional(),
  }),
  answer: page(workspaceWebhookSchema),
});

export const createWorkspaceWebhookContract = contract({
  method: "POST",
  path: "/inbound-webhooks",
  summary: "Create an inbound webhook; its URL is generated",
  body: workspaceWebhookBody,
  answer: workspaceWebhookSchema,
  status: 201,
});

export const getWorkspaceWebhookContract = contract({
  method: "GET",
  path: "/inbound-webhooks/{webhookId}",
  summary: "Get an inbound webhook",
  params: webhookParams,
  answer: workspaceWebhookSchema,
});

/** Without the defaults of a new one: what is left out stays. */
const { shape } = workspaceWebhookBody;
export const workspaceWebhookPatch = z.strictObject({
  name: shape.name.optional(),
  type: shape.type.optional(),
  audienceId: shape.audienceId,
  tags: shape.tags.unwrap().optional(),
  active: shape.active.unwrap().optional(),
  methods: shape.methods.unwrap().optional(),
  ratePerMinute: shape.ratePerMinute.unwrap().optional(),
  signature: shape.signature.unwrap().optional(),
  resubscribe: shape.resubscribe.unwrap().optional(),
  scope: shape.scope.unwrap().optional(),
  mapping: shape.mapping.unwrap().optional(),
});

export const updateWorkspaceWebhookContract = contract({
  method: "PATCH",
  path: "/inbound-webhooks/{webhookId}",
  summary: "Change an inbound webhook; what is left out stays, and a type that takes no tags loses them",
  params: webhookParams,
  body: workspaceWebhookPatch,
  answer: workspaceWebhookSchema,
});

export const deleteWorkspaceWebhookContract = contract({
  method: "DELETE",
  path: "/inbound-webhooks/{webhookId}",
  summary: "Delete an inbound webhook; its URL stops at once",
  params: webhookParams,
  answer: noContent,
  status: 204,
});

export const rotateWorkspaceWebhookContract = contract({
  method: "POST",
  path: "/inbound-webhooks/{webhookId}/rotate",
  summary: "Give an inbound webhook a new URL; the old one stops at once",
  params: webhookParams,
  answer: workspaceWebhookSchema,
});

export const testWorkspaceWebhookContract = contract({
  method: "POST",
  path: "/inbound-webhooks/{webhookId}/test",
  summary: "Send a request through the webhook, for real or as a dry run that changes nothing",
  params: webhookParams,
  body: z.strictObject({
    method: z.enum(hookMethods).default("POST"),
    contentType: z.enum(["application/json", "application/x-www-form-urlencoded"]).default("application/json"),
    /** The body, or for GET the query string without its question mark. */
    body: z.string().max(1024 * 1024),
    dryRun: z.boolean().default(true),
  }),
  answer: testAnswerSchema,
});

export const lastRequestContract = contract({
  method: "GET",
  path: "/inbound-webhooks/{webhookId}/last-request",
  summary: "Get the values of the webhook's newest request with their paths, to map them to fields",
  params: webhookParams,
  answer: z.object({
    /** Null when there is none, or its body is no longer kept. */
    request: z
      .object({
        id: idSchema("request"),
        receivedAt: instantSchema,
        status: z.number(),
        message: z.string(),
        /** Every single value. `field` is what we would map it to; null when nothing fits. */
        values: z.array(z.object({ path: z.string(), value: z.string(), field: z.string().nullable() })),
      })
      .nullable(),
  }),
});
export type LastRequest = NonNullable<z.output<typeof lastRequestContract.answer>["request"]>;
