import { z } from "zod";
import { deliveryStates } from "@/db/enums";
import { contract, idSchema, instantSchema } from "../http/contract";
import { jobSchema } from "../jobs/contract";
import { page, pageLimit, pageQuery } from "../pagination";
import { requestViewSchema, webhookRefSchema } from "../webhooks/contract";

/** Counting stops here: nobody reads a larger number more exactly. */
export const deliveryCountMax = 100_000;

/** The log's filters: for lists, counts and sending again. */
export const deliveryFilterSchema = z.object({
  webhookId: idSchema("webhook").optional(),
  campaignId: idSchema("campaign").optional(),
  /** Asked for by Webhook blocks of this journey, in whichever version. */
  journeyId: idSchema("journey").optional(),
  /** Asked for by the Webhook blocks of this id. */
  nodeId: z.string().max(64).optional(),
  state: z.enum(deliveryStates).optional(),
  /** A name of the event catalogue, or a sender's own. */
  event: z.string().max(100).optional(),
  contact: idSchema("contact").optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});
export type DeliveryFilter = z.output<typeof deliveryFilterSchema>;

export const deliverySchema = z.object({
  id: idSchema("delivery"),
  /** Null once it was deleted; while it is off, nothing is sent. */
  webhook: webhookRefSchema.extend({ isOff: z.boolean() }).nullable(),
  campaign: z.object({ id: idSchema("campaign"), name: z.string() }).nullable(),
  /** Whose block asked for it; null for an event's own, and once the journey was deleted. */
  journey: z
    .object({ id: idSchema("journey"), name: z.string(), nodeId: z.string(), runId: idSchema("run").nullable() })
    .nullable(),
  event: z.object({ id: idSchema("event"), type: z.string() }),
  /** The address is null once the contact was deleted. */
  contact: z
    .object({ id: idSchema("contact"), audienceId: idSchema("audience").nullable(), email: z.string().nullable() })
    .nullable(),
  state: z.enum(deliveryStates),
  attemptCount: z.number().int(),
  /** Of the last attempt. */
  responseStatus: z.number().int().nullable(),
  /** A code of the causes with its label, and one sentence. */
  cause: z.object({ code: z.string(), label: z.string(), message: z.string() }).nullable(),
  durationMs: z.number().nullable(),
  /** When the next attempt is due; null when there is none. */
  nextAttemptAt: instantSchema.nullable(),
  /** Its place in the schedule of ten attempts, which sending again begins anew; null when there is none. */
  nextAttemptNumber: z.number().int().nullable(),
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
});
export type Delivery = z.output<typeof deliverySchema>;

export const attemptSchema = z.object({
  number: z.number().int(),
  url: z.string(),
  /** Credentials masked. */
  requestHeaders: z.record(z.string(), z.string()),
  startedAt: instantSchema,
  durationMs: z.number(),
  responseStatus: z.number().int().nullable(),
  responseHeaders: z.record(z.string(), z.string()).nullable(),
  /** Null unless the webhook logs bodies. */
  responseBody: z.string().nullable(),
  responseTruncated: z.boolean(),
  cause: z.object({ code: z.string(), label: z.string(), message: z.string() }).nullable(),
});
export type Attempt = z.output<typeof attemptSchema>;

export const deliveryDetailSchema = deliverySchema.extend({
  /** As the next attempt would send it, signature and timestamp aside; null when its data has gone. */
  request: requestViewSchema.nullable(),
  attempts: z.array(attemptSchema),
});
export type DeliveryDetail = z.output<typeof deliveryDetailSchema>;

export const listDeliveriesContract = contract({
  method: "GET",
  path: "/deliveries",
  summary: "List deliveries, newest first",
  query: pageQuery.extend(deliveryFilterSchema.shape),
  answer: page(deliverySchema),
});

export const countDeliveriesContract = contract({
  method: "GET",
  path: "/deliveries/count",
  summary: "Count deliveries by state, up to 100,000 each",
  query: deliveryFilterSchema,
  answer: z.object({
    pending: z.number().int(),
    held: z.number().int(),
    succeeded: z.number().int(),
    failed: z.number().int(),
  }),
});

export const getDeliveryContract = contract({
  method: "GET",
  path: "/deliveries/{deliveryId}",
  summary: "Get a delivery with its request and every attempt",
  params: z.object({ deliveryId: idSchema("delivery") }),
  answer: deliveryDetailSchema,
});

export const replayDeliveriesContract = contract({
  method: "POST",
  path: "/deliveries/replay",
  summary:
    "Send deliveries again under their own ids, with the same bytes: some by id, or everything that matches a filter",
  body: z
    .strictObject({
      ids: z.array(idSchema("delivery")).min(1, "Name at least one delivery.").max(pageLimit).optional(),
      filter: deliveryFilterSchema.strict().optional(),
    })
    .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
      message: "Send either ids or a filter.",
      path: ["ids"],
    }),
  answer: jobSchema,
  status: 202,
});

export const webhookTrafficContract = contract({
  method: "GET",
  path: "/deliveries/traffic",
  summary: "Get a webhook's attempts by hour, for its health chart",
  query: z.object({
    webhookId: idSchema("webhook"),
    hours: z.coerce
      .number()
      .int()
      .min(1)
      .max(24 * 30)
      .default(24),
  }),
  answer: z.object({
    hours: z.array(
      z.object({
        hour: instantSchema,
        succeeded: z.number().int(),
        failed: z.number().int(),
        /** Mean of all attempts; null without any. */
        meanMs: z.number().nullable(),
      }),
    ),
  }),
});
