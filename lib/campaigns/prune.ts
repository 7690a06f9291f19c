import type { Fragment, Sql } from "@/db/client";
import type { Ctx } from "../context";

const rowsPerStep = 2_000;

/** Whether a campaign `c` ended longer ago than its workspace `w` keeps what happened to contacts. */
const isOld = (sql: Sql, now: Date): Fragment =>
  sql`c.finished_at < ${now}::timestamptz - make_interval(days => w.keep_events_days)`;

/**
 * One step of keeping what became of each mail of an ended campaign as long as the workspace keeps events, which tell the same. The
 * campaign's numbers stay: they are counted apart. Answers whether there may be more.
 */
export async function pruneCampaignMessages({ sql, now }: Ctx): Promise<boolean> {
  // Of a cancelled campaign the states were counted whenever somebody asked: written down before they go.
  await sql`
    update campaigns c set final_states = counted.states from workspaces w, lateral (
      select c.id, jsonb_object_agg(state, count) as states from campaigns c, lateral (
        select state, count(*) from campaign_messages where campaign_id = c.id group by state) each
      where c.workspace_id = w.id and c.final_states is null and ${isOld(sql, now())} group by c.id limit 20) counted
    where c.id = counted.id`;
  const deleted = await sql`
    with due as (
      select m.id from workspaces w join campaigns c on c.workspace_id = w.id and c.final_states is not null and ${isOld(sql, now())},
        lateral (select id from campaign_messages where campaign_id = c.id limit ${rowsPerStep}) m
      limit ${rowsPerStep})
    delete from campaign_messages m using due where m.id = due.id`;
  return deleted.count > 0;
}

/** Ended campaigns whose mails are kept too long already. */
export async function countOverdueCampaigns({ sql, now }: Ctx): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from workspaces w join campaigns c on c.workspace_id = w.id and ${isOld(sql, now())}
    where exists (select from campaign_messages m where m.campaign_id = c.id)`;
  return row?.count ?? 0;
}
