import { z } from "zod";
import { contactStatuses } from "@/db/enums";
import { findEventType } from "../events/catalogue";
import { customNameRule, isCustomEventName } from "../events/catalogue/custom";
import { contract, idSchema, instantSchema } from "../http/contract";
import { page, pageQuery } from "../pagination";
import { trackingLimits } from "./limits";

/** Whether another sender may report events of this type: its own, and e-mail events of ours. */
export const isReportable = (type: string): boolean => findEventType(type)?.fromOutside ?? isCustomEventName(type);

const reportableType = z.string().refine(isReportable, {
  error: ({ input }) =>
    typeof input === "string" && findEventType(input) !== undefined
      ? "is recorded by Tidegate itself; only email.… events and names of your own can be sent"
      : customNameRule,
});

/** One event as another sender reports it. */
export const trackedEventSchema = z
  .strictObject({
    id: z
      .string()
      .min(1)
      .max(trackingLimits.idCharactersMax)
      .describe("Your own id: the same id again is the same event."),
    type: reportableType,
    email: z.string().max(1_000).optional(),
    contactId: idSchema("contact").optional(),
    audienceId: idSchema("audience").optional(),
    at: z.iso.datetime({ offset: true }).optional(),
    data: z.record(z.string(), z.unknown()).default({}),
  })
  .refine(({ email, contactId }) => (email === undefined) !== (contactId === undefined), {
    error: "must name the contact by either email or contactId",
  });

const trackResult = z.object({
  index: z.int(),
  /** The sender's own. */
  id: z.string().nullable(),
  status: z.enum(["accepted", "duplicate", "refused"]),
  eventId: z.string().optional(),
  /** All of them, when the address is in several audiences: each of its contacts has an event of its own. */
  eventIds: z.array(z.string()).optional(),
  code: z.enum(["invalid_input", "not_found", "idempotency_mismatch"]).optional(),
  message: z.string().optional(),
});
export type TrackResult = z.output<typeof trackResult>;

export const trackEventsContract = contract({
  method: "POST",
  base: "",
  path: "/v1/events",
  summary: "Report events: your own, or e-mail events of another sender",
  body: trackedEventSchema,
  listMax: trackingLimits.itemsMax,
  answer: z.object({ results: z.array(trackResult) }),
});

const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  label: z.string(),
  /** Null without a contact; address and status are null when it was deleted. */
  contact: z
    .object({ id: z.string(), email: z.string().nullable(), status: z.enum(contactStatuses).nullable() })
    .nullable(),
  audienceId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  source: z.string(),
  sourceId: z.string().nullable(),
  occurredAt: instantSchema,
  /** When Tidegate wrote it down: the order of lists. Another sender may report later what happened before. */
  recordedAt: instantSchema,
});
export type TimelineEvent = z.output<typeof eventSchema>;

export const eventDetailSchema = eventSchema.extend({
  /** The request in the request log that caused it. */
  requestId: z.string().nullable(),
});
export type EventDetail = z.output<typeof eventDetailSchema>;

export const listEventsContract = contract({
  method: "GET",
  path: "/events",
  summary: "List events, newest first",
  query: pageQuery.extend({
    email: z.string().max(320).optional(),
    type: z.string().max(100).optional(),
    audienceId: idSchema("audience").optional(),
    contactId: idSchema("contact").optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
  }),
  answer: page(eventSchema),
});

export const getEventContract = contract({
  method: "GET",
  path: "/events/{eventId}",
  summary: "Show an event",
  params: z.object({ eventId: idSchema("event") }),
  answer: eventDetailSchema,
});
