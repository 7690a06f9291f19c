import { type BackgroundFunction, type DueWork, dueCountMax } from "../background-function";
import type { Ctx } from "../context";
import { createDispatcher, type Dispatcher } from "./engine/dispatcher";
import { deliveryShards } from "./shards";

/** Endpoints that have anything in the queue, by their index alone, without those that are paused or switched off. */
const endpoints = ({ sql }: Pick<Ctx, "sql">) => sql`
  with recursive queued as (
    select first.shard, first.webhook_id from generate_series(0, ${deliveryShards - 1}) s(shard), lateral (
      select shard, webhook_id from delivery_queue where shard = s.shard order by webhook_id limit 1) first
    union all
    select next.shard, next.webhook_id from queued q, lateral (
      select shard, webhook_id from delivery_queue where shard = q.shard and webhook_id > q.webhook_id order by webhook_id limit 1) next
  ), endpoints as (
    select q.shard, q.webhook_id, h.open_until from queued q
    join webhooks w on w.id = q.webhook_id and w.active and w.disabled_reason is null
    left join webhook_health h on h.webhook_id = q.webhook_id)`;

/** Sends what webhooks have to be told. A run only claims: requests go on between the runs, for as long as the process lives. */
export function deliverWebhooksFunction(): BackgroundFunction {
  let dispatcher: Dispatcher | null = null;
  return {
    name: "deliver-webhooks",
    label: "Webhook deliveries",
    description: "Sends events to the webhooks that want them, and tries again what failed.",
    wakes: ["deliveries/queued"],
    sweepS: 2,
    shards: deliveryShards,
    work: async (ctx, shard) => {
      dispatcher ??= createDispatcher(ctx);
      await dispatcher.claim(shard);
      return false;
    },
    due: async (ctx) => {
      const now = ctx.now();
      const [due] = await ctx.sql<DueWork[]>`
        ${endpoints(ctx)}
        select coalesce(sum(waiting.count), 0)::int as count, min(waiting.oldest) as "oldestAt"
        from (select * from endpoints where open_until is null or open_until <= ${now}) e, lateral (
          select count(*), min(due_at) as oldest from (
            select due_at from delivery_queue where shard = e.shard and webhook_id = e.webhook_id and due_at <= ${now}
            order by due_at limit ${dueCountMax}) oldest) waiting`;
      return { count: Math.min(due?.count ?? 0, dueCountMax), oldestAt: due?.oldestAt ?? null };
    },
    nextDueAt: async (ctx) => {
      const now = ctx.now();
      const [next] = await ctx.sql<{ at: Date | null }[]>`
        ${endpoints(ctx)}
        select min(case when open_until > ${now} then greatest(open_until, first.due_at) else later.due_at end) as at
        from endpoints e
        left join lateral (select due_at from delivery_queue where shard = e.shard and webhook_id = e.webhook_id
          order by due_at limit 1) first on true
        left join lateral (select due_at from delivery_queue where shard = e.shard and webhook_id = e.webhook_id and due_at > ${now}
          order by due_at limit 1) later on true`;
      return next?.at ?? null;
    },
    stop: async (patienceMs) => dispatcher?.stop(patienceMs),
  };
}
