import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { toPage } from "../../pagination";
import { readCursor } from "../../workspaces/cursor";
import { authorize } from "../../workspaces/permissions";
import type { listRunsContract } from "../contract";
import { loadJourney } from "../load";
import { presentRun, selectRuns } from "./select";

/** A page of a journey's runs, newest first. `nodeId` is the block that they stand in, or ended in. Throws `not_found`. */
export async function listRuns(
  ctx: WorkspaceCtx,
  { journeyId, cursor, limit, state, nodeId, contactId }: Input<typeof listRunsContract>,
): Promise<Answer<typeof listRunsContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const { id } = await loadJourney(ctx, journeyId);
  const before = readCursor("run", cursor);
  const rows = await selectRuns(
    ctx,
    sql`
      select * from journey_runs where journey_id = ${toUuid("jny", id)}
        ${before === null ? sql`` : sql`and id < ${toUuid("run", before)}`}
        ${state === undefined ? sql`` : sql`and state = ${state}`}
        ${nodeId === undefined ? sql`` : sql`and node_id = ${nodeId}`}
        ${contactId === undefined ? sql`` : sql`and contact_id = ${toUuid("con", contactId)}`}
      order by id desc limit ${limit + 1}`,
  );
  return toPage(rows, limit, (row) => fromUuid("run", row.id), presentRun);
}
