import { newId } from "@/db/ids";
import { jobs } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { authorize } from "../workspaces/permissions";
import { jobCatalogue } from "./catalogue";
import type { Job } from "./contract";
import type { JobKind } from "./kind";
import { presentJob } from "./present";

interface NewJob<Input> {
  title: string;
  input: Input;
  /** How much there is to do, where it is known already. */
  total?: number;
  /** The job waits until then, or for `startJob`: its input is still coming in. */
  holdUntil?: Date;
}

/** Starts long work that somebody watches; `runDueJobs` does it. */
export async function createJob<Input>(ctx: WorkspaceCtx, kind: JobKind<Input>, job: NewJob<Input>): Promise<Job> {
  authorize(ctx, jobCatalogue[kind.name].permission);
  const [row] = await ctx.db
    .insert(jobs)
    .values({
      id: newId("job"),
      workspaceId: ctx.workspace.id,
      kind: kind.name,
      title: job.title,
      input: kind.input.parse(job.input),
      state: "queued",
      total: job.total ?? null,
      leaseUntil: job.holdUntil ?? null,
      createdBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
      createdAt: ctx.now(),
    })
    .returning();
  if (row === undefined) throw new Error("an insert returns its row");
  ctx.signals.send("jobs/queued");
  return presentJob(row);
}
