import { z } from "zod";
import { jobStates } from "@/db/enums";
import { contract, idSchema, instantSchema } from "../http/contract";
import { page, pageQuery } from "../pagination";

export const jobSchema = z.object({
  id: idSchema("job"),
  /** An entry of `jobCatalogue`. */
  kind: z.string(),
  title: z.string(),
  state: z.enum(jobStates),
  /** How much there is to do; null while nobody knows yet. */
  total: z.int().nullable(),
  done: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  /** Everything that was noted, also beyond what is kept line by line. */
  issueCount: z.int(),
  /** What the kind of job has to say beside the counts. */
  report: z.unknown(),
  /** One sentence when the job as a whole has failed. */
  error: z.string().nullable(),
  /** It was asked to stop and will after the piece that is under way. */
  cancelling: z.boolean(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type Job = z.output<typeof jobSchema>;

const issueSchema = z.object({
  line: z.int().nullable(),
  subject: z.string().nullable(),
  message: z.string(),
});
export type JobIssue = z.output<typeof issueSchema>;

const jobParams = z.object({ jobId: idSchema("job") });

export const listJobsContract = contract({
  method: "GET",
  path: "/jobs",
  summary: "List the jobs of the workspace, newest first",
  query: pageQuery.extend({ kind: z.string().max(100).optional(), state: z.enum(jobStates).optional() }),
  answer: page(jobSchema),
});

export const getJobContract = contract({
  method: "GET",
  path: "/jobs/{jobId}",
  summary: "Get one job with its progress",
  params: jobParams,
  answer: jobSchema,
});

export const cancelJobContract = contract({
  method: "POST",
  path: "/jobs/{jobId}/cancel",
  summary: "Stop a job after the piece that is under way; what it has done stays done",
  params: jobParams,
  answer: jobSchema,
});

export const listJobIssuesContract = contract({
  method: "GET",
  path: "/jobs/{jobId}/issues",
  summary: "List what a job could not do, in its order",
  params: jobParams,
  query: pageQuery,
  /** `unlisted`: how many more there were than are kept. */
  answer: page(issueSchema).extend({ unlisted: z.int() }),
});
