import type { TransactionSql } from "@/db/client";
import { toUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { WorkspaceCtx } from "../../context";
import { obstacle, requeue, type Wanted } from "../../deliveries/replay/requeue";

/** What came of a failed run that was to go on. The id is a bare UUID. */
export interface Retried {
  id: string;
  /** Why it can't go on, in one sentence; null when it does. */
  obstacle: string | null;
}

interface FailedRow {
  id: string;
  /** Of the block in which it failed. */
  deliveryId: string | null;
}

const againRows = rowsOf({ id: "uuid", delivery_id: "uuid" });

/**
 * Lets failed runs go on from the block in which they failed, in the caller's transaction. Where that block has sent a request, the same
 * delivery goes into the queue again under its own id, also when only its answer could not be kept, and the run waits for it as before;
 * any other block is tried anew. Runs that are not failed are left out. A fixed number of statements. The caller sends `journeys/due` and
 * `deliveries/queued` after its commit.
 * @param ids bare UUIDs of runs of this workspace
 */
export async function retryFailed(tx: TransactionSql, ctx: WorkspaceCtx, ids: readonly string[]): Promise<Retried[]> {
  const rows = await tx<FailedRow[]>`
    with failed as materialized (
      -- In the order of their ids, as everybody locks runs.
      select id, visits from journey_runs where id = any(${ids}::uuid[]) and state = 'failed' order by id for update)
    select f.id, s.delivery_id as "deliveryId"
    from failed f left join journey_steps s on s.run_id = f.id and s.number = f.visits
    order by f.id`;
  const deliveries = await holdDeliveries(
    tx,
    ctx,
    rows.flatMap(({ deliveryId }) => deliveryId ?? []),
  );
  const asked = rows.map((row) => ({ row, wanted: deliveries.get(row.deliveryId ?? "") ?? null }));
  const retried = asked.map(({ row, wanted }) => ({
    id: row.id,
    obstacle: wanted === null ? null : obstacle(wanted),
  }));
  const going = asked.filter((_, index) => retried[index]?.obstacle === null);
  const again = going.flatMap(({ wanted }) => wanted ?? []);
  if (again.length > 0) await requeue(tx, ctx, again);
  const waiting = going.flatMap(({ row, wanted }) => (wanted === null ? [] : { id: row.id, delivery_id: wanted.id }));
  const anew = going.filter(({ wanted }) => wanted === null).map(({ row }) => row.id);
  if (waiting.length > 0) await waitAgain(tx, waiting);
  if (anew.length > 0) await beginBlockAnew(tx, anew, ctx.now());
  return retried;
}

/** As they are, and stay until the transaction ends: one that came to its end after the look would be waited for in vain. */
async function holdDeliveries(
  tx: TransactionSql,
  { workspace }: WorkspaceCtx,
  ids: readonly string[],
): Promise<Map<string, Wanted>> {
  if (ids.length === 0) return new Map();
  const rows = await tx<Wanted[]>`
    select d.id, d.state, d.body is not null or d.scope is not null as sendable,
      case when w.id is null then 'deleted' when w.active and w.disabled_reason is null then 'active' else 'paused' end as webhook
    from deliveries d left join webhooks w on w.id = d.webhook_id
    where d.workspace_id = ${toUuid("wks", workspace.id)} and d.id = any(${ids}::uuid[])
    order by d.id for update of d`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The visit goes on: it stands in the trace and the counts as one that waits. */
async function waitAgain(tx: TransactionSql, rows: { id: string; delivery_id: string }[]): Promise<void> {
  await tx`
    with again as materialized (select * from ${againRows(rows)} as r),
    runs as (
      update journey_runs r set state = 'waiting', reason = null, finished_at = null, attempts = 0, awaits_delivery = again.delivery_id,
        awaits_event = null, woken_by = null, wake_at = null, waits_until = null, claim_id = null
      from again where r.id = again.id
      returning r.id, r.journey_id, r.node_id, r.visits
    ), steps as (
      update journey_steps s set state = 'waiting', port = null, reason = 'Waits for the response, sent again.', finished_at = null
      from runs where s.run_id = runs.id and s.number = runs.visits)
    insert into journey_counts as n (journey_id, node_id, entered, done, failed)
    select runs.journey_id, node_id, 0, 0, -count(*) from runs join journeys j on j.id = runs.journey_id group by 1, 2 order by 1, 2
    on conflict (journey_id, node_id, slot) do update set failed = n.failed + excluded.failed`;
}

/** Stands before the block again: the next visit is another one, so the failed one is taken out of the counts and stays in the trace. */
async function beginBlockAnew(tx: TransactionSql, ids: readonly string[], now: Date): Promise<void> {
  await tx`
    with runs as (
      update journey_runs set state = 'active', reason = null, finished_at = null, attempts = 0, wake_at = ${now}, waits_until = null,
        awaits_delivery = null, awaits_event = null, woken_by = null, claim_id = null
      where id = any(${ids}::uuid[])
      returning journey_id, node_id)
    insert into journey_counts as n (journey_id, node_id, entered, done, failed)
    select runs.journey_id, node_id, -count(*), 0, -count(*) from runs join journeys j on j.id = runs.journey_id group by 1, 2 order by 1, 2
    on conflict (journey_id, node_id, slot) do update set entered = n.entered + excluded.entered, failed = n.failed + excluded.failed`;
}
