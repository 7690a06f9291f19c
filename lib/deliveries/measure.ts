import type { Ctx } from "../context";
import { deliveryCountMax } from "./contract";

/** How deliveries of all workspaces are doing. Each number but the attempts stops at `deliveryCountMax`. */
export interface DeliveryMeasures {
  /** In the queue: due now or later, or waiting for a webhook that is switched off. */
  queued: number;
  held: number;
  /** Attempts since the beginning of the hour before this one. */
  succeeded: number;
  failed: number;
}

const hourMs = 3_600_000;

/** Measures deliveries for operators: one statement, by indexes alone. */
export async function measureDeliveries({ sql, now }: Ctx): Promise<DeliveryMeasures> {
  const since = new Date(Math.floor(now().getTime() / hourMs) * hourMs - hourMs);
  const [measures] = await sql<DeliveryMeasures[]>`
    select (select count(*)::int from (select from delivery_queue limit ${deliveryCountMax}) q) as queued,
      (select count(*)::int from (
        select from workspaces w, lateral (
          select from deliveries d where d.workspace_id = w.id and d.state = 'held' limit ${deliveryCountMax}) one
        limit ${deliveryCountMax}) h) as held,
      coalesce(sum(t.succeeded), 0)::int as succeeded, coalesce(sum(t.failed), 0)::int as failed
    from webhooks w left join webhook_traffic t on t.webhook_id = w.id and t.hour >= ${since}`;
  return measures ?? { queued: 0, held: 0, succeeded: 0, failed: 0 };
}
