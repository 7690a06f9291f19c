import { dropPartitionsBefore } from "@/db/partitions";
import type { Ctx } from "../context";
import { commonHorizon, horizonId } from "../workspaces/retention/horizon";

const rowsPerStep = 2_000;
/** How long a sender may repeat an event under its id. */
const keysDays = 30;

const keysBefore = (now: Date) => new Date(now.getTime() - keysDays * 86_400_000);

/** One step of keeping events as long as their workspaces want, and senders' ids for a month. Answers whether there may be more. */
export async function pruneEvents(ctx: Ctx): Promise<boolean> {
  const { sql, now } = ctx;
  const horizon = await commonHorizon(sql, "events", now());
  if (horizon !== null && (await dropPartitionsBefore(sql, "events", horizon))) return true;
  const [events, keys] = await Promise.all([
    sql`
      with due as (
        select old.workspace_id, old.id from workspaces w, lateral (
          select workspace_id, id from events
          where workspace_id = w.id and id < ${horizonId(sql, "events", now())} order by id limit ${rowsPerStep}) old
        limit ${rowsPerStep})
      delete from events e using due where e.workspace_id = due.workspace_id and e.id = due.id`,
    sql`
      delete from event_keys where (workspace_id, key) in (
        select workspace_id, key from event_keys where created_at < ${keysBefore(now())} order by created_at limit ${rowsPerStep})`,
  ]);
  return events.count > 0 || keys.count > 0;
}

/** Workspaces with events that are kept too long already, and ids that may go. */
export async function countOverdueEvents({ sql, now }: Ctx): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select (select count(*) from workspaces w where exists (
        select from events e where e.workspace_id = w.id and e.id < ${horizonId(sql, "events", now())}))::int
      + (select count(*) from (select from event_keys where created_at < ${keysBefore(now())} limit 1000) keys)::int as count`;
  return row?.count ?? 0;
}
