import type { Fragment, Sql } from "@/db/client";
import type { RunState } from "@/db/enums";
import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { toPage } from "../../pagination";
import { readCursor } from "../../workspaces/cursor";
import { authorize } from "../../workspaces/permissions";
import type { listRunsContract } from "../contract";
import { loadJourney } from "../load";
import { presentRun, selectRuns } from "./select";

/** Steps are found by their run alone: so many runs are looked through for those that have been in a block. */
const lookedThroughMax = 20_000;

/** Whoever is active is due already: said so, they are found among a million who wait by the index of those. */
const stateIs = (sql: Sql, state: RunState | "open", now: Date): Fragment => {
  if (state === "open") return sql`and state in ('active', 'waiting')`;
  return state === "active" ? sql`and state = 'active' and wake_at <= ${now}` : sql`and state = ${state}`;
};

/**
 * A page of a journey's runs, newest first. `nodeId` is the block that they stand in, or ended in; with `at` one that they have come into
 * or gone on from. Of those a page looks through twenty thousand runs at most, so it may be short while `nextCursor` leads on. Throws
 * `not_found`.
 */
export async function listRuns(
  ctx: WorkspaceCtx,
  { journeyId, cursor, limit, state, nodeId, at, contactId }: Input<typeof listRunsContract>,
): Promise<Answer<typeof listRunsContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  const { id } = await loadJourney(ctx, journeyId);
  const before = readCursor("run", cursor);
  const isHistory = nodeId !== undefined && at !== "now";
  const matching = (columns: Fragment) => sql`
    select ${columns} from journey_runs where journey_id = ${toUuid("jny", id)}
      ${before === null ? sql`` : sql`and id < ${toUuid("run", before)}`}
      ${state === undefined ? sql`` : stateIs(sql, state, ctx.now())}
      ${nodeId === undefined || isHistory ? sql`` : sql`and node_id = ${nodeId}`}
      ${contactId === undefined ? sql`` : sql`and contact_id = ${toUuid("con", contactId)}`}
    order by id desc`;
  const found = isHistory
    ? sql`
        select r.* from (${matching(sql`*`)} limit ${lookedThroughMax}) r where exists (
          select from journey_steps s where s.run_id = r.id and s.node_id = ${nodeId} ${at === "done" ? sql`and s.state = 'done'` : sql``})
        order by id desc limit ${limit + 1}`
    : sql`${matching(sql`*`)} limit ${limit + 1}`;
  const rows = await selectRuns(ctx, found);
  const page = toPage(rows, limit, (row) => fromUuid("run", row.id), presentRun);
  if (!isHistory || page.nextCursor !== null) return page;
  const [last] = await sql<{ id: string }[]>`${matching(sql`id`)} limit 1 offset ${lookedThroughMax - 1}`;
  return { ...page, nextCursor: last === undefined ? null : fromUuid("run", last.id) };
}
