import type { TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";

const endRows = rowsOf({ delivery_id: "uuid", woken: "jsonb" });

/** How a delivery ended, as the run that waits for it is told. The id is a bare UUID. */
export interface DeliveryEnd {
  deliveryId: string;
  succeeded: boolean;
  /** Of the last answer; null when there was none. */
  status: number | null;
  /** Null unless the webhook logs bodies. */
  body: string | null;
  /** One sentence; null when it succeeded. */
  error: string | null;
}

/**
 * Wakes the runs of journeys that wait for these deliveries, in the transaction that ends them: neither is ever without the other. Whom
 * nobody waits for is left out. Answers how many were woken; the caller sends `journeys/due` after its commit.
 */
export async function wakeRuns(tx: TransactionSql, ends: readonly DeliveryEnd[], now: Date): Promise<number> {
  if (ends.length === 0) return 0;
  const rows = ends.map(({ deliveryId, ...end }) => ({ delivery_id: deliveryId, woken: { by: "delivery", ...end } }));
  // In the order of their ids, as everybody locks runs.
  const { count } = await tx`
    with ended as (select * from ${endRows(rows)} as r),
    held as (
      select r.id, e.woken from journey_runs r join ended e on e.delivery_id = r.awaits_delivery
      where r.awaits_delivery = any(${ends.map(({ deliveryId }) => deliveryId)}::uuid[]) order by r.id for update of r)
    update journey_runs r set awaits_delivery = null, woken_by = jsonb_build_array(held.woken), wake_at = ${now}
    from held where r.id = held.id and r.state = 'waiting'`;
  return count;
}
