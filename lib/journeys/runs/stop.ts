import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { conflict } from "../../errors";
import type { Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { Run, stopRunContract } from "../contract";
import { endOpenRuns } from "./end-open";
import { presentRun, selectRun } from "./select";

/** Stops a run where it stands; what it has sent stays sent. Throws `conflict` when it has ended already, `not_found`. */
export async function stopRun(ctx: WorkspaceCtx, { runId }: Input<typeof stopRunContract>): Promise<Run> {
  authorize(ctx, "journeys:write");
  await selectRun(ctx, runId);
  const by = ctx.actor.type === "user" ? ctx.actor.name : "the API";
  const stopped = await ctx.sql.begin((tx) =>
    endOpenRuns(
      tx,
      tx`select id from journey_runs where id = ${toUuid("run", runId)} for update`,
      `Stopped by ${by}.`,
      ctx.now(),
    ),
  );
  if (stopped === 0) throw conflict("This run has ended already.");
  return presentRun(await selectRun(ctx, runId));
}
