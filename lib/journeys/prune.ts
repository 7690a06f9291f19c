import type { Fragment, Sql } from "@/db/client";
import { uuidTime } from "@/db/ids";
import { dropPartitionsBefore } from "@/db/partitions";
import type { Ctx } from "../context";
import { commonHorizon, horizonId } from "../workspaces/retention/horizon";
import { stopOrphans } from "./runs/stop-orphans";

const rowsPerStep = 2_000;

/** Every journey that has runs, its workspace with it; also those that were deleted, of which only the runs are left. */
const journeysWithRuns = (sql: Sql): Fragment => sql`
  recursive known(journey_id, workspace_id) as (
    (select journey_id, workspace_id from journey_runs order by journey_id limit 1)
    union all
    select next.journey_id, next.workspace_id from known k, lateral (
      select journey_id, workspace_id from journey_runs where journey_id > k.journey_id order by journey_id limit 1) next)`;

/** Runs that ended longer ago than their workspace keeps events. They came in before, so the index by id leads to them. */
const oldRuns = (sql: Sql, now: Date): Fragment => sql`
  from journey_runs r where r.journey_id = k.journey_id and r.id < ${horizonId(sql, "events", now)}
    and r.finished_at < ${now}::timestamptz - make_interval(days => w.keep_events_days)`;

/**
 * One step of keeping ended runs with their steps as long as their workspaces keep events: whoever is still on the way stays, however long.
 * Also stops those whose journey was deleted, as far as its deletion did not. Answers whether there may be more.
 */
export async function pruneRuns(ctx: Ctx): Promise<boolean> {
  const { sql, now } = ctx;
  if (await stopOrphans(ctx)) return true;
  const [deleted] = await sql<{ count: number }[]>`
    with ${journeysWithRuns(sql)}, due as materialized (
      select old.id from known k join workspaces w on w.id = k.workspace_id, lateral (
        select r.id ${oldRuns(sql, now())} order by r.id limit ${rowsPerStep}) old
      limit ${rowsPerStep}
    ), steps as (
      delete from journey_steps s using due where s.run_id = due.id
    ), gone as (
      delete from journey_runs r using due where r.id = due.id returning r.id)
    select count(*)::int as count from gone`;
  if (deleted?.count === rowsPerStep) return true;
  return dropEmptyMonths(ctx);
}

/** A month of steps goes as a whole when none of its runs is left. */
async function dropEmptyMonths({ sql, now }: Ctx): Promise<boolean> {
  const common = await commonHorizon(sql, "events", now());
  if (common === null) return false;
  const [oldest] = await sql<{ id: string }[]>`select id from journey_runs order by id limit 1`;
  const before = Math.min(
    common.getTime(),
    oldest === undefined ? Number.POSITIVE_INFINITY : uuidTime(oldest.id).getTime(),
  );
  return dropPartitionsBefore(sql, "journey_steps", new Date(before));
}

/** Workspaces with runs that are kept too long already. */
export async function countOverdueRuns({ sql, now }: Ctx): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    with ${journeysWithRuns(sql)}
    select count(distinct w.id)::int as count from known k join workspaces w on w.id = k.workspace_id, lateral (
      select r.id ${oldRuns(sql, now())} order by r.id limit 1) old`;
  return row?.count ?? 0;
}
