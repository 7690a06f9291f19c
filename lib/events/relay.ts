import { type Fragment, planAnew, type TransactionSql } from "@/db/client";
import type { Ctx, SignalName } from "../context";
import { type EventName, eventNames, isEventName } from "./catalogue";
import { outboxShards } from "./emit";

/** A committed event as planners read it. Ids are bare UUIDs. */
export interface RelayedEvent {
  id: string;
  workspaceId: string;
  audienceId: string;
  /** Null when it is about nobody in particular: a campaign has begun. */
  contactId: string | null;
  type: string;
  data: Record<string, unknown>;
  source: string;
  sourceId: string | null;
  /** Through how many webhooks of ours what caused it had come; null for none. */
  hop: number | null;
  occurredAt: Date;
}

/** An event that happened to somebody. */
export interface ContactEvent extends RelayedEvent {
  contactId: string;
}

export const isAboutContact = (event: RelayedEvent): event is ContactEvent => event.contactId !== null;

/**
 * Turns events into work rows, in the transaction that takes them off the outbox: exactly once. Answers the signals to send after
 * the commit. Registered by the composition root, so that the relay does not know what follows from an event.
 */
export type EventPlanner = ContactPlanner | EveryPlanner;

interface Wanted {
  /** The types it gets; events that nobody wants are taken unread. */
  types: readonly EventName[];
  /** Whether it gets senders' own events too, whatever their names. */
  custom?: true;
  /**
   * Narrows that to what somebody wants at this moment: a SELECT of workspace ids and types for the workspaces in `taken(workspace_id)`.
   * It is part of the statement that takes the events, so whoever began to want them before they happened is seen.
   */
  wantedNow?(tx: TransactionSql): Fragment;
  /**
   * How many rows it writes for an event at most: a number in SQL, from `workspace_id` and `types` of `o`, a row of the outbox. A step takes
   * fewer of the events that make many.
   */
  rowsFor?(tx: TransactionSql): Fragment;
}
export interface ContactPlanner extends Wanted {
  contactless?: undefined;
  plan(tx: TransactionSql, events: ContactEvent[], ctx: Ctx): Promise<SignalName[]>;
}
/** Gets events about nobody, too. */
export interface EveryPlanner extends Wanted {
  contactless: true;
  plan(tx: TransactionSql, events: RelayedEvent[], ctx: Ctx): Promise<SignalName[]>;
}

/** A step takes at least one row of a shard, and no more rows once it has as many events, or they make as many rows. */
const eventsPerShard = 200;
const rowsPerShard = 200;
const madePerShard = 2_000;

const allShards = Array.from({ length: outboxShards }, (_, shard) => shard);

/**
 * One step of the relay: takes the oldest events of every shard that nobody else works on and hands them to every planner. When that
 * fails, each shard is tried by itself, so that an event that can't be planned holds up its own shard alone.
 * @returns whether there may be more
 */
export async function relayEvents(ctx: Ctx, planners: EventPlanner[]): Promise<boolean> {
  try {
    return await relayShards(ctx, planners, allShards);
  } catch (failure) {
    ctx.log.error({ err: failure }, "events could not be relayed together; trying each shard by itself");
    const outcomes = await Promise.allSettled(allShards.map((shard) => relayShards(ctx, planners, [shard])));
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    return true;
  }
}

/** One transaction. A shard has one relay at a time, because two would reorder a contact's subscribed and unsubscribed. */
async function relayShards(ctx: Ctx, planners: EventPlanner[], shards: number[]): Promise<boolean> {
  const signals = new Set<SignalName>();
  const always = planners.filter(({ wantedNow }) => wantedNow === undefined);
  const wanted = [...new Set(always.flatMap(({ types }) => types))];
  // Whatever is none of ours is a sender's own; null leaves those unread.
  const ours = always.some(({ custom }) => custom) ? eventNames() : null;
  // Planned once, because planning it anew cost more than running it: so it leaves no choice of who leads (see `db/client.ts`). What
  // planners ask is another matter.
  const more = await ctx.writes.begin(async (tx) => {
    const rows = await tx<(RelayedEvent & { more: boolean; id: string | null })[]>`
      with free as materialized (
        select shard from unnest(${shards}::int[]) shard where pg_try_advisory_xact_lock(7433430, shard)
      ), due as materialized (
        select o.* from free, lateral (
          select row_id, sum(events) over (order by id) - events < ${eventsPerShard}
            and sum(made) over (order by id) - made < ${madePerShard} as fits
          from (
            select o.ctid as row_id, o.id, cardinality(o.event_ids) as events, cardinality(o.event_ids) * (${rowsFor(tx, planners)}) as made
            from outbox o where o.shard = free.shard order by o.id limit ${rowsPerShard}) oldest) o
      ), taken as (
        delete from outbox where ctid = any(array(select row_id from due where fits))
        returning shard, workspace_id, event_ids, types)
      select left_behind.more, found.*
      from (select exists (select from due where not fits)
          or exists (select from taken group by shard having count(*) = ${rowsPerShard}) as more) left_behind
      left join lateral (
        select e.*
        from taken t cross join unnest(t.event_ids, t.types) as w(id, type), lateral (
          select id, workspace_id as "workspaceId", audience_id as "audienceId", contact_id as "contactId", type, data, source,
            source_id as "sourceId", hop, occurred_at as "occurredAt"
          from events where workspace_id = t.workspace_id and id = w.id limit 1) e
        where w.type = any(${wanted}::text[]) or w.type <> all(${ours}::text[]) or (t.workspace_id, w.type) in (${wantedNow(tx, planners)})
      ) found on true
      order by found.id`;
    const events = rows.filter((row) => row.id !== null);
    if (events.length > 0) await planAnew(tx);
    for (const planner of planners) for (const signal of await planFor(planner, tx, events, ctx)) signals.add(signal);
    return rows[0]?.more === true;
  });
  for (const signal of signals) ctx.signals.send(signal);
  return more;
}

const wantedNow = (tx: TransactionSql, planners: EventPlanner[]): Fragment =>
  planners.reduce<Fragment>(
    (all, planner) => (planner.wantedNow === undefined ? all : tx`${all} union all ${planner.wantedNow(tx)}`),
    tx`select null::uuid, null::text`,
  );

const rowsFor = (tx: TransactionSql, planners: EventPlanner[]): Fragment =>
  planners.reduce<Fragment>(
    (sum, planner) => (planner.rowsFor === undefined ? sum : tx`${sum} + ${planner.rowsFor(tx)}`),
    tx`0`,
  );

async function planFor(planner: EventPlanner, tx: TransactionSql, events: RelayedEvent[], ctx: Ctx) {
  const { types, custom } = planner;
  const wanted = events.filter(({ type }) => (isEventName(type) ? types.includes(type) : custom === true));
  if (planner.contactless) return wanted.length === 0 ? [] : planner.plan(tx, wanted, ctx);
  const own = wanted.filter(isAboutContact);
  return own.length === 0 ? [] : planner.plan(tx, own, ctx);
}
