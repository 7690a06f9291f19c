import { and, eq, inArray, sql } from "drizzle-orm";
import { jobs } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { conflict } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { isJobKindName, jobCatalogue } from "./catalogue";
import type { cancelJobContract, Job } from "./contract";
import { getJob } from "./get";
import { presentJob } from "./present";

/**
 * Stops a job: at once when nobody is working on it, else after the step that is under way. Throws `not_found`, or `conflict` when it
 * has ended.
 */
export async function cancelJob(ctx: WorkspaceCtx, input: Input<typeof cancelJobContract>): Promise<Job> {
  const { kind } = await getJob(ctx, input);
  authorize(ctx, isJobKindName(kind) ? jobCatalogue[kind].permission : "workspace:write");
  const [row] = await ctx.db
    .update(jobs)
    .set({
      cancelRequestedAt: ctx.now(),
      state: sql`case when ${jobs.claimId} is null then 'cancelled' else ${jobs.state} end`,
      finishedAt: sql`case when ${jobs.claimId} is null then ${ctx.now().toISOString()}::timestamptz end`,
    })
    .where(
      and(eq(jobs.id, input.jobId), eq(jobs.workspaceId, ctx.workspace.id), inArray(jobs.state, ["queued", "running"])),
    )
    .returning();
  if (row !== undefined) return presentJob(row);
  const { state } = await getJob(ctx, input);
  throw conflict(`This job can't be cancelled: it is ${state} already.`);
}
