import { z } from "zod";
import { deliveryStates, journeyStatuses, runStates, stepStates } from "@/db/enums";
import { lineSchema } from "../audiences/names";
import { attemptSchema } from "../deliveries/contract";
import { contract, idSchema, instantSchema, noContent } from "../http/contract";
import { jobSchema } from "../jobs/contract";
import { page, pageQuery } from "../pagination";
import { requestViewSchema, testAnswerSchema } from "../webhooks/contract";
import { graphSchema } from "./graph/graph";

const name = lineSchema("The name", 100);
const journeyParams = z.object({ journeyId: idSchema("journey") });
const runParams = z.object({ runId: idSchema("run") });
const count = z.number().int();

const issueSchema = z.object({ nodeId: z.string().nullable(), message: z.string() });

export const journeySchema = z.object({
  id: idSchema("journey"),
  name: z.string(),
  audienceId: idSchema("audience"),
  audienceName: z.string(),
  status: z.enum(journeyStatuses),
  /** The draft. Secret values stand as `••••••••`. */
  graph: graphSchema,
  /** Send it back with the next save. */
  revision: count,
  /** The version that runs, and whether the draft differs from it. */
  published: z.object({ number: count, at: instantSchema, changed: z.boolean() }).nullable(),
  /** What keeps the draft from being published. */
  issues: z.array(issueSchema),
  totals: z.object({ entered: count, active: count, completed: count, failed: count }),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Journey = z.output<typeof journeySchema>;

export const listJourneysContract = contract({
  method: "GET",
  path: "/journeys",
  summary: "List journeys, newest first",
  query: pageQuery.extend({ search: z.string().max(100).optional(), status: z.enum(journeyStatuses).optional() }),
  answer: page(journeySchema.omit({ graph: true, issues: true })),
});
export const createJourneyContract = contract({
  method: "POST",
  path: "/journeys",
  summary: "Create a journey as a draft",
  body: z.strictObject({ name, audienceId: idSchema("audience"), graph: graphSchema.optional() }),
  answer: journeySchema,
  status: 201,
});
export const getJourneyContract = contract({
  method: "GET",
  path: "/journeys/{journeyId}",
  summary: "Get a journey with its draft",
  params: journeyParams,
  answer: journeySchema,
});
export const saveJourneyContract = contract({
  method: "PUT",
  path: "/journeys/{journeyId}",
  summary: "Save a journey's draft and name; what runs stays as it was published",
  params: journeyParams,
  body: z.strictObject({
    name: name.optional(),
    graph: graphSchema.optional(),
    /** The revision that was edited: refused when somebody saved another one meanwhile. */
    revision: count.optional(),
  }),
  answer: journeySchema,
});
export const deleteJourneyContract = contract({
  method: "DELETE",
  path: "/journeys/{journeyId}",
  summary: "Delete a journey; who is in it stops",
  params: journeyParams,
  answer: noContent,
  status: 204,
});
export const duplicateJourneyContract = contract({
  method: "POST",
  path: "/journeys/{journeyId}/duplicate",
  summary: "Make a draft with the same blocks",
  params: journeyParams,
  answer: journeySchema,
  status: 201,
});
export const publishJourneyContract = contract({
  method: "POST",
  path: "/journeys/{journeyId}/publish",
  summary: "Publish the draft as a new version and set the journey live; refused with every block that is not right",
  params: journeyParams,
  body: z.strictObject({
    /** What becomes of those on older versions: they finish there, or go on in the new one where their block still exists. */
    runs: z.enum(["finish", "move"]).default("finish"),
  }),
  answer: journeySchema,
});
export const pauseJourneyContract = contract({
  method: "POST",
  path: "/journeys/{journeyId}/pause",
  summary: "Pause a journey: nobody enters and nobody goes on",
  params: journeyParams,
  answer: journeySchema,
});
export const resumeJourneyContract = contract({
  method: "POST",
  path: "/journeys/{journeyId}/resume",
  summary: "Set a paused journey live again; everybody goes on from where they stand",
  params: journeyParams,
  answer: journeySchema,
});
export const enterJourneyContract = contract({
  method: "POST",
  path: "/journeys/{journeyId}/enter",
  summary: "Put a contact into a live journey by hand",
  params: journeyParams,
  body: z.strictObject({ contactId: idSchema("contact"), data: z.record(z.string(), z.unknown()).optional() }),
  answer: z.object({ runId: idSchema("run") }),
  status: 201,
});
const versionSchema = z.object({
  number: count,
  publishedAt: instantSchema,
  graph: graphSchema,
  /** How many are still on their way through it. */
  openRuns: count,
});
export type Version = z.output<typeof versionSchema>;

export const listVersionsContract = contract({
  method: "GET",
  path: "/journeys/{journeyId}/versions",
  summary: "List a journey's published versions, newest first",
  params: journeyParams,
  // Graphs may be large.
  query: pageQuery.extend({ limit: z.coerce.number().int().min(1).max(20).default(20) }),
  answer: page(versionSchema),
});
export const getVersionContract = contract({
  method: "GET",
  path: "/journeys/{journeyId}/versions/{number}",
  summary: "Get a journey as it was published",
  params: journeyParams.extend({ number: z.coerce.number().int().min(1).max(2_147_483_647) }),
  answer: versionSchema,
});
export const countBlocksContract = contract({
  method: "GET",
  path: "/journeys/{journeyId}/counts",
  summary: "Count a journey's contacts by block",
  params: journeyParams,
  answer: z.object({
    blocks: z.record(z.string(), z.object({ entered: count, waiting: count, done: count, failed: count })),
  }),
});

export const runSchema = z.object({
  id: idSchema("run"),
  journeyId: idSchema("journey"),
  journeyName: z.string(),
  version: count,
  contact: z.object({ id: idSchema("contact"), email: z.string().nullable() }),
  state: z.enum(runStates),
  /** The block it stands in, or ended in. */
  nodeId: z.string(),
  /** That block as the run's version has it. */
  block: z.object({ type: z.string(), name: z.string().nullable() }),
  /** Since when it is there. */
  since: instantSchema,
  /** What it waits for there, in one sentence; null when it does not wait. */
  waitsFor: z.string().nullable(),
  /** Why it ended so, in one sentence; null when it has not, or as a matter of course. */
  reason: z.string().nullable(),
  /** It should have moved by now and has not. */
  stuck: z.boolean(),
  wakeAt: instantSchema.nullable(),
  enteredAt: instantSchema,
  finishedAt: instantSchema.nullable(),
});
export type Run = z.output<typeof runSchema>;

/** How a run can stand to a block: it is in it or ended in it, has come into it, has gone on from it. */
export const runPlaces = ["now", "entered", "done"] as const;
export type RunPlace = (typeof runPlaces)[number];

export const listRunsContract = contract({
  method: "GET",
  path: "/journeys/{journeyId}/runs",
  summary: "List a journey's runs, newest first",
  params: journeyParams,
  query: pageQuery.extend({
    /** `open` are all that are on their way: active or waiting. */
    state: z.enum([...runStates, "open"]).optional(),
    nodeId: z.string().max(64).optional(),
    /** How they stand to the block `nodeId`. Other than `now`, a page may be short or empty although there is a next one. */
    at: z.enum(runPlaces).default("now"),
    contactId: idSchema("contact").optional(),
  }),
  answer: page(runSchema),
});
export const listContactRunsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/contacts/{contactId}/runs",
  summary: "List a contact's runs through journeys, newest first",
  params: z.object({ audienceId: idSchema("audience"), contactId: idSchema("contact") }),
  query: pageQuery,
  answer: page(runSchema),
});
export const stepSchema = z.object({
  number: count,
  nodeId: z.string(),
  /** As the run's version has it. */
  type: z.string(),
  name: z.string().nullable(),
  state: z.enum(stepStates),
  port: z.string().nullable(),
  /** What that output is called there. */
  portLabel: z.string().nullable(),
  reason: z.string().nullable(),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  delivery: z
    .object({
      id: idSchema("delivery"),
      method: z.string(),
      state: z.enum(deliveryStates),
      request: requestViewSchema.nullable(),
      attempts: z.array(attemptSchema),
    })
    .nullable(),
  mailId: idSchema("mail").nullable(),
});
export type Step = z.output<typeof stepSchema>;
export const getRunContract = contract({
  method: "GET",
  path: "/runs/{runId}",
  summary: "Get a run with everything it did",
  params: runParams,
  answer: runSchema.extend({ steps: z.array(stepSchema), variables: z.record(z.string(), z.unknown()) }),
});
export type RunTrace = z.output<typeof getRunContract.answer>;
export const retryRunContract = contract({
  method: "POST",
  path: "/runs/{runId}/retry",
  summary: "Let a failed run go on from the block that failed",
  params: runParams,
  answer: runSchema,
});
export const retryRunsContract = contract({
  method: "POST",
  path: "/journeys/{journeyId}/runs/retry",
  summary: "Let all failed runs of a journey, or of one of its blocks, go on, as a job",
  params: journeyParams,
  body: z.strictObject({ nodeId: z.string().max(64).optional() }),
  answer: jobSchema,
  status: 202,
});
export const stopRunContract = contract({
  method: "POST",
  path: "/runs/{runId}/stop",
  summary: "Stop a run where it stands",
  params: runParams,
  answer: runSchema,
});

/** One block of a simulation, in the order in which the contact comes through. */
export const simulatedStepSchema = z.object({
  nodeId: z.string(),
  port: z.string().nullable(),
  reason: z.string(),
  /** When it would be there, if every wait took as long as it can. */
  at: instantSchema,
  request: requestViewSchema.nullable(),
});
export type SimulatedStep = z.output<typeof simulatedStepSchema>;
export const simulateContract = contract({
  method: "POST",
  path: "/journeys/{journeyId}/simulate",
  summary: "Walk a contact through the draft without any effect",
  params: journeyParams,
  body: z.strictObject({
    contactId: idSchema("contact"),
    graph: graphSchema.optional(),
    eventId: idSchema("event").optional(),
    /** Which way a block that waits for an answer or an event leaves, by its id. */
    choices: z.record(z.string(), z.string()).default({}),
  }),
  answer: z.object({ steps: z.array(simulatedStepSchema), end: z.string() }),
});
export const testBlockContract = contract({
  method: "POST",
  path: "/journeys/{journeyId}/blocks/{nodeId}/test",
  summary: "Send a Webhook block's request for one contact, as the draft has it",
  params: journeyParams.extend({ nodeId: z.string().max(64) }),
  body: z.strictObject({ contactId: idSchema("contact"), graph: graphSchema.optional() }),
  answer: testAnswerSchema,
});
