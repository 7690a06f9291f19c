import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { conflict } from "../../errors";
import type { Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { Run, retryRunContract } from "../contract";
import { retryFailed } from "./retry-failed";
import { presentRun, selectRun } from "./select";

/**
 * Lets a failed run go on from the block that failed; a request that failed goes out again under the same id. Throws `conflict` when the
 * run has not failed, or can't go on, `not_found`.
 */
export async function retryRun(ctx: WorkspaceCtx, { runId }: Input<typeof retryRunContract>): Promise<Run> {
  authorize(ctx, "journeys:write");
  await selectRun(ctx, runId);
  const [retried] = await ctx.sql.begin((tx) => retryFailed(tx, ctx, [toUuid("run", runId)]));
  if (retried === undefined) throw conflict("This run has not failed, so there is nothing to try again.");
  if (retried.obstacle !== null) throw conflict(retried.obstacle);
  for (const signal of ["journeys/due", "deliveries/queued"] as const) ctx.signals.send(signal);
  return presentRun(await selectRun(ctx, runId));
}
