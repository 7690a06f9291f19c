import { z } from "zod";
import { audienceParams } from "../audiences/contract";
import { lineSchema } from "../audiences/names";
import { usageSchema } from "../audiences/usage";
import { contactSchema } from "../contacts/contract";
import { contract, idSchema, instantSchema, noContent } from "../http/contract";
import { page, pageQuery } from "../pagination";
import { rulesSchema } from "./rules";

/** So many an audience may have: all of them fit on one page. */
export const segmentsMax = 500;
export const segmentNameCharactersMax = 100;

const segmentParams = audienceParams.extend({ segmentId: idSchema("segment") });
const name = lineSchema("The name", segmentNameCharactersMax);

export const segmentSchema = z.object({
  id: idSchema("segment"),
  name: z.string(),
  /** Tags by their present names, groups and segments by id. */
  rules: rulesSchema,
  memberCount: z.number().int(),
  /** When members were last looked at; null before the first time. */
  recalculatedAt: instantSchema.nullable(),
  /** How far the rebuild after a change of the rules has come; null when there is none. */
  building: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  usedBy: usageSchema.shape.places,
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Segment = z.output<typeof segmentSchema>;

export const listSegmentsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/segments",
  summary: "List an audience's segments by name",
  params: audienceParams,
  query: pageQuery.extend({ search: z.string().max(100).optional() }),
  answer: page(segmentSchema),
});

export const createSegmentContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/segments",
  summary: "Create a segment; its members are found in the background",
  params: audienceParams,
  body: z.strictObject({ name, rules: rulesSchema }),
  answer: segmentSchema,
  status: 201,
});

export const getSegmentContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/segments/{segmentId}",
  summary: "Get a segment with its number of members",
  params: segmentParams,
  answer: segmentSchema,
});

export const updateSegmentContract = contract({
  method: "PATCH",
  path: "/audiences/{audienceId}/segments/{segmentId}",
  summary: "Change a segment; other rules rebuild its members in the background",
  params: segmentParams,
  body: z.strictObject({ name: name.optional(), rules: rulesSchema.optional() }),
  answer: segmentSchema,
});

export const deleteSegmentContract = contract({
  method: "DELETE",
  path: "/audiences/{audienceId}/segments/{segmentId}",
  summary: "Delete a segment that no other one reads; its contacts stay",
  params: segmentParams,
  answer: noContent,
  status: 204,
});

export const segmentMemberSchema = contactSchema.extend({ enteredAt: instantSchema });
export type SegmentMember = z.output<typeof segmentMemberSchema>;

export const listSegmentMembersContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/segments/{segmentId}/contacts",
  summary: "List a segment's contacts, newest contact first",
  params: segmentParams,
  query: pageQuery.extend({ email: z.string().max(320).optional(), search: z.string().max(200).optional() }),
  answer: page(segmentMemberSchema),
});

export const previewSegmentContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/segments/preview",
  summary: "Count the contacts that rules match, with some of them",
  params: audienceParams,
  body: z.strictObject({
    rules: rulesSchema,
    /** The segment whose rules are being edited: it may not read itself. */
    segmentId: idSchema("segment").optional(),
  }),
  answer: z.object({
    count: z.number().int(),
    /** True when there are at least so many: counting stopped there. */
    capped: z.boolean(),
    sample: z.array(contactSchema),
  }),
});

export const getSegmentTrafficContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/segments/{segmentId}/traffic",
  summary: "Count who entered and left a segment, by hour or day (UTC)",
  params: segmentParams,
  query: z.object({
    by: z.enum(["hour", "day"]).default("day"),
    /** So many days back, today (UTC) included. */
    days: z.coerce.number().int().min(1).max(400).default(30),
  }),
  answer: z.object({
    items: z.array(
      z.object({ at: instantSchema, entered: z.number().int(), left: z.number().int(), members: z.number().int() }),
    ),
  }),
});

export const getSegmentUsageContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/segments/{segmentId}/usage",
  summary: "Count what uses a segment",
  params: segmentParams,
  answer: usageSchema,
});

export const listContactSegmentsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/contacts/{contactId}/segments",
  summary: "List the segments that a contact is in, by name",
  params: audienceParams.extend({ contactId: idSchema("contact") }),
  answer: z.object({
    items: z.array(z.object({ id: z.string(), name: z.string(), enteredAt: instantSchema })),
    nextCursor: z.null(),
  }),
});

/** A row of a rule tree with what came of it for one contact. */
export type ExplainedRule =
  | { result: boolean; all: ExplainedRule[] }
  | { result: boolean; any: ExplainedRule[] }
  | { result: boolean; field: string; op: string; value?: unknown; actual: unknown };

const explainedRule: z.ZodType<ExplainedRule> = z.lazy(() =>
  z.union([
    z.object({ result: z.boolean(), all: z.array(explainedRule) }),
    z.object({ result: z.boolean(), any: z.array(explainedRule) }),
    z.object({
      result: z.boolean(),
      field: z.string(),
      op: z.string(),
      value: z.unknown().optional(),
      /**
       * What the contact has, by the property's kind: a value, `[{id, name}]` of tags, group ids, `[{day, count}]` of an event,
       * `[{status, day}]` of consent, segment ids.
       */
      actual: z.unknown(),
    }),
  ]),
);

export const explainSegmentContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/segments/{segmentId}/explain",
  summary: "Say why a contact is in a segment or not, condition by condition",
  params: segmentParams,
  query: z.object({ contactId: idSchema("contact") }),
  answer: z.object({
    /** What the rules say now. */
    matches: z.boolean(),
    /** Whether the contact is a member; differs from `matches` only until the next recalculation. */
    member: z.boolean(),
    enteredAt: instantSchema.nullable(),
    rules: explainedRule,
  }),
});
