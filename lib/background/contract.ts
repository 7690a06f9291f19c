import { z } from "zod";
import { contract, instantSchema } from "../http/contract";

export const backgroundFunctionSchema = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string(),
  /** What could be done now; counting stops at 10,000. Null when it can't be told. */
  due: z.int().nullable(),
  oldestDueAt: instantSchema.nullable(),
  runs: z.int(),
  failures: z.int(),
  lastStartedAt: instantSchema.nullable(),
  /** The last run that went well. */
  lastFinishedAt: instantSchema.nullable(),
  lastDurationMs: z.number().nullable(),
  lastFailedAt: instantSchema.nullable(),
  lastError: z.string().nullable(),
  /** The last run that ended has failed. */
  failing: z.boolean(),
});
export type BackgroundFunctionStatus = z.output<typeof backgroundFunctionSchema>;

export const getBackgroundContract = contract({
  method: "GET",
  path: "/background",
  summary: "See what runs in the background of this installation: what is due, and how the last runs went",
  answer: z.object({
    /** Where functions run: `embedded`, or the address of an Inngest. */
    engine: z.string(),
    functions: z.array(backgroundFunctionSchema),
  }),
});

export const wakeFunctionContract = contract({
  method: "POST",
  path: "/background/{name}/wake",
  summary: "Run a background function now",
  params: z.object({ name: z.string().max(64) }),
  answer: z.object({ name: z.string() }),
  status: 202,
});
