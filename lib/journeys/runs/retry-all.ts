import { newId } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { Input } from "../../http/contract";
import type { Job } from "../../jobs/contract";
import { createJob } from "../../jobs/create";
import { runHeldJob } from "../../jobs/run-due";
import { authorize } from "../../workspaces/permissions";
import type { retryRunsContract } from "../contract";
import { loadJourney } from "../load";
import { failedRuns, retryRunsJob } from "./retry-job";

/** Longer than the first step of a job takes; a process that dies in it leaves the job to the others. */
const holdMs = 30_000;

/**
 * Lets all failed runs of a journey go on, or those that failed in one of its blocks. It is a job; a few hundred go on before the answer.
 * Throws `not_found`.
 */
export async function retryRuns(
  ctx: WorkspaceCtx,
  { journeyId, nodeId }: Input<typeof retryRunsContract>,
): Promise<Job> {
  authorize(ctx, "journeys:write");
  const { id, name } = await loadJourney(ctx, journeyId);
  const input = { journeyId: id, nodeId, upTo: newId("run") };
  const [counted] = await ctx.sql<{ total: number }[]>`
    select count(*)::int as total from journey_runs where ${failedRuns(ctx.sql, ctx, input)}`;
  const job = await createJob(ctx, retryRunsJob, {
    title: `Try failed runs of ${name} again`,
    input,
    total: counted?.total ?? 0,
    holdUntil: new Date(ctx.now().getTime() + holdMs),
  });
  return runHeldJob(ctx, retryRunsJob, job.id);
}
