import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { countBlocksContract } from "./contract";
import { loadJourney } from "./load";
import { wholeJourney } from "./runs/end-open";

/** How many visits each block has had, over all versions, and where they stand. From counters: no run is read. Throws `not_found`. */
export async function countBlocks(
  ctx: WorkspaceCtx,
  { journeyId }: Input<typeof countBlocksContract>,
): Promise<Answer<typeof countBlocksContract>> {
  authorize(ctx, "read");
  const { id } = await loadJourney(ctx, journeyId);
  const rows = await ctx.sql<{ nodeId: string; entered: number; done: number; failed: number }[]>`
    select node_id as "nodeId", sum(entered)::int as entered, sum(done)::int as done, sum(failed)::int as failed
    from journey_counts where journey_id = ${toUuid("jny", id)} and node_id <> ${wholeJourney} group by node_id`;
  return {
    blocks: Object.fromEntries(
      rows.map(({ nodeId, entered, done, failed }) => [
        nodeId,
        { entered, done, failed, waiting: Math.max(0, entered - done - failed) },
      ]),
    ),
  };
}
