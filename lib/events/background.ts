import { uuidTime } from "@/db/ids";
import { type BackgroundFunction, dueCountMax } from "../background-function";
import { outboxShards } from "./emit";
import { type EventPlanner, relayEvents } from "./relay";

/** Hands committed events to whoever plans something from them. */
export const relayEventsFunction = (planners: EventPlanner[]): BackgroundFunction => ({
  name: "relay-events",
  label: "Event relay",
  description: "Hands each recorded event to everything that follows from it: confirmation mails, segments, deletions.",
  wakes: ["events/recorded"],
  sweepS: 2,
  work: (ctx) => relayEvents(ctx, planners),
  due: async (ctx) => {
    const [due] = await ctx.sql<{ count: number; first: string | null }[]>`
      select (select count(*)::int from (select 1 from outbox limit ${dueCountMax}) waiting) as count,
        (select min(first.id::text) from generate_series(0, ${outboxShards - 1}) shards(shard), lateral (
          select id from outbox where shard = shards.shard order by id limit 1) first) as first`;
    return { count: due?.count ?? 0, oldestAt: due?.first == null ? null : uuidTime(due.first) };
  },
});
