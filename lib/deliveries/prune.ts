import { dropPartitionsBefore } from "@/db/partitions";
import type { Ctx } from "../context";
import { commonHorizon, horizonId } from "../workspaces/retention/horizon";
import { heldDaysMax } from "./end-deliveries";

const rowsPerStep = 2_000;
const dayMs = 86_400_000;
/** The health chart goes back a month. */
const trafficDays = 35;

/**
 * One step of keeping finished deliveries with their attempts as long as their workspaces want: drops months that nobody keeps, or deletes
 * older ones of some workspaces. What is still pending or held stays. Answers whether there may be more.
 */
export async function pruneDeliveries(ctx: Ctx): Promise<boolean> {
  const { sql, now } = ctx;
  const common = await commonHorizon(sql, "deliveries", now());
  if (common !== null) {
    // A month may hold what waits for its webhook, however short the finished ones are kept.
    const before = new Date(Math.min(common.getTime(), now().getTime() - (heldDaysMax + 1) * dayMs));
    for (const table of ["deliveries", "delivery_attempts"] as const)
      if (await dropPartitionsBefore(sql, table, before)) return true;
  }
  const [deleted] = await sql<{ count: number }[]>`
    with due as (
      select old.workspace_id, old.id from workspaces w, lateral (
        select workspace_id, id from deliveries
        where workspace_id = w.id and id < ${horizonId(sql, "deliveries", now())} and state in ('succeeded', 'failed')
        order by id limit ${rowsPerStep}) old
      limit ${rowsPerStep}
    ), attempts as (
      delete from delivery_attempts a using due where a.delivery_id = due.id
    ), gone as (
      delete from deliveries d using due where d.workspace_id = due.workspace_id and d.id = due.id returning d.id)
    select count(*)::int as count from gone`;
  const traffic = await sql`
    delete from webhook_traffic t using (
      select old.* from webhooks w, lateral (
        select webhook_id, hour, slot from webhook_traffic
        where webhook_id = w.id and hour < ${new Date(now().getTime() - trafficDays * dayMs)} limit ${rowsPerStep}) old
      limit ${rowsPerStep}) old
    where t.webhook_id = old.webhook_id and t.hour = old.hour and t.slot = old.slot`;
  return deleted?.count === rowsPerStep || traffic.count === rowsPerStep;
}

/** Workspaces with finished deliveries that are kept too long already. */
export async function countOverdueDeliveries({ sql, now }: Ctx): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from workspaces w where exists (
      select from deliveries d where d.workspace_id = w.id and d.id < ${horizonId(sql, "deliveries", now())}
        and d.state in ('succeeded', 'failed'))`;
  return row?.count ?? 0;
}
