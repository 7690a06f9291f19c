import type { z } from "zod";
import type { Sql, TransactionSql } from "@/db/client";
import type { WorkspaceCtx } from "../context";
import type { JobKindName } from "./catalogue";

/** Something that could not be done: in which line of the input, about whom, and why. */
export interface JobProblem {
  line?: number;
  subject?: string;
  message: string;
}

/** What one step has done. The counts are of this step alone. */
export interface Progress<Cursor, Report> {
  /** Where the next step begins. */
  cursor: Cursor;
  done: number;
  succeeded: number;
  failed: number;
  issues: JobProblem[];
  /** Nothing is left to do. */
  finished: boolean;
  /** How much there is in all, once it is known. */
  total?: number;
  report?: Report;
}

/** A job as its step sees it. */
export interface JobTurn<Input, Cursor, Report> {
  /** `job_…` */
  id: string;
  input: Input;
  /** Null in the first step. */
  cursor: Cursor | null;
  report: Report | null;
  total: number | null;
  done: number;
}

/**
 * Saves what a step has done and gives the job back. Each step calls it exactly once: with the transaction of its effects, then both
 * are committed together or not at all (exactly once), or with `ctx.sql` after effects that are harmless to repeat (at least once).
 * Throws when the job was taken over meanwhile, which undoes the transaction.
 */
export type SaveProgress<Cursor, Report> = (
  tx: Sql | TransactionSql,
  progress: Progress<Cursor, Report>,
) => Promise<void>;

interface JobSpec<Input, Cursor, Report> {
  name: JobKindName;
  input: z.ZodType<Input>;
  cursor: z.ZodType<Cursor>;
  report: z.ZodType<Report>;
  /**
   * One short piece of work, a couple of seconds at most: cancelling and other jobs wait for its end. A thrown `AppError` (other than
   * `unavailable`) ends the job with its message; anything else thrown is tried again from the saved cursor.
   */
  step(ctx: WorkspaceCtx, job: JobTurn<Input, Cursor, Report>, save: SaveProgress<Cursor, Report>): Promise<void>;
}

/** A kind of job whose cursor and report are its own affair. */
export interface JobKind<Input = unknown> {
  name: JobKindName;
  input: z.ZodType<Input>;
  step(ctx: WorkspaceCtx, job: JobTurn<unknown, unknown, unknown>, save: SaveProgress<unknown, unknown>): Promise<void>;
}

/** Defines a kind of job: what is stored of it is parsed by its own schemas before each step. */
export const jobKind = <Input, Cursor, Report>(spec: JobSpec<Input, Cursor, Report>): JobKind<Input> => ({
  name: spec.name,
  input: spec.input,
  step: (ctx, job, save) =>
    spec.step(
      ctx,
      {
        ...job,
        input: spec.input.parse(job.input),
        cursor: job.cursor === null ? null : spec.cursor.parse(job.cursor),
        report: job.report === null ? null : spec.report.parse(job.report),
      },
      save,
    ),
});
