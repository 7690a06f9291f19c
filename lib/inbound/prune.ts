import { dropPartitionsBefore } from "@/db/partitions";
import type { Ctx } from "../context";
import { commonHorizon, horizonId } from "../workspaces/retention/horizon";

const rowsPerStep = 2_000;

/**
 * One step of keeping the ledger as long as its workspaces want: drops months that nobody keeps, deletes older requests of one
 * workspace, or takes the personal data off some that stay. Answers whether there may be more.
 */
export async function pruneRequests(ctx: Ctx): Promise<boolean> {
  const horizon = await commonHorizon(ctx.sql, "requests", ctx.now());
  if (horizon !== null && (await dropPartitionsBefore(ctx.sql, "inbound_requests", horizon))) return true;
  return (await deleteOld(ctx)) || (await scrubOld(ctx));
}

async function deleteOld({ sql, now }: Ctx): Promise<boolean> {
  const deleted = await sql`
    with due as (
      select old.workspace_id, old.id from workspaces w, lateral (
        select workspace_id, id from inbound_requests
        where workspace_id = w.id and id < ${horizonId(sql, "requests", now())} order by id limit ${rowsPerStep}) old
      limit ${rowsPerStep})
    delete from inbound_requests r using due where r.workspace_id = due.workspace_id and r.id = due.id`;
  return deleted.count > 0;
}

/** A workspace remembers how far it was scrubbed, so that rows which stay for months are not looked at again and again. */
async function scrubOld({ sql, now }: Ctx): Promise<boolean> {
  const [walked] = await sql<{ id: string }[]>`
    with place as (
      select w.id, w.requests_scrubbed_to, ${horizonId(sql, "bodies", now())} as until from workspaces w, lateral (
        select from inbound_requests r where r.workspace_id = w.id and r.id < ${horizonId(sql, "bodies", now())}
          and (w.requests_scrubbed_to is null or r.id > w.requests_scrubbed_to) limit 1) due
      limit 1 for update of w skip locked
    ), batch as (
      select r.workspace_id, r.id from inbound_requests r, place
      where r.workspace_id = place.id and r.id < place.until
        and (place.requests_scrubbed_to is null or r.id > place.requests_scrubbed_to)
      order by r.id limit ${rowsPerStep}
    ), scrubbed as (
      update inbound_requests r set body = null, query = null, headers = '{}', ip = null, user_agent = null
      from batch where r.workspace_id = batch.workspace_id and r.id = batch.id)
    update workspaces w set requests_scrubbed_to = last.id
    from (select workspace_id, id from batch order by id desc limit 1) last
    where w.id = last.workspace_id returning w.id`;
  return walked !== undefined;
}

/** Workspaces with requests that are kept too long already. */
export async function countOverdueRequests({ sql, now }: Ctx): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from workspaces w where exists (
      select from inbound_requests r where r.workspace_id = w.id and r.id < ${horizonId(sql, "requests", now())})
    or exists (
      select from inbound_requests r where r.workspace_id = w.id and r.id < ${horizonId(sql, "bodies", now())}
        and (w.requests_scrubbed_to is null or r.id > w.requests_scrubbed_to))`;
  return row?.count ?? 0;
}
