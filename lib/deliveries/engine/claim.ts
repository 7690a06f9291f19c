import type { RequestMethod, WebhookContentType } from "@/db/enums";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "../../context";
import { type DeliveryEnd, wakeRuns } from "../wake-runs";
import { engineLimits } from "./limits";

const lockClass = 7433432;
const wantRows = rowsOf({ webhook_id: "uuid", rows: "int" });

/** A delivery that is ours until its lease ends. Ids are bare UUIDs. */
export interface Claimed {
  id: string;
  workspaceId: string;
  webhookId: string;
  eventId: string;
  /** Where to; null for the endpoint's own address. */
  url: string | null;
  /** Made before this one, ever. */
  attempts: number;
  /** Of them, those of the present schedule: sending again begins it anew. */
  tries: number;
  contentType: WebhookContentType;
  method: RequestMethod;
  /** Null when it has to be rendered from `scope`, or is so large that it is read when its turn comes. */
  body: Uint8Array | null;
  isLarge: boolean;
  scope: Record<string, unknown> | null;
  hop: number;
}

export interface ClaimOrder {
  /** The process: it is the only one that sends to an endpoint while it has rows of it. */
  claimId: string;
  shards: readonly number[];
  /** How many more rows an endpoint may get of which this process holds rows already. */
  wants: readonly { webhook_id: string; rows: number }[];
  /** No more rows than this altogether. */
  rowsMax: number;
}

export interface ClaimResult {
  rows: Claimed[];
  /** Endpoints that got all they were allowed: more of their rows may be due. */
  more: Set<string>;
  /** There was not room for everything that is due. */
  scarce: boolean;
  /** When a rate limit lets the next request through that is due; null when none holds one up. */
  nextAt: Date | null;
}

interface Row extends Omit<Claimed, "id" | "method"> {
  /** Null where a limit left nothing to take. */
  id: string | null;
  /** Null when the delivery is gone. */
  method: RequestMethod | null;
  room: number;
  nextAt: Date | null;
}

/**
 * Leases what is due of every endpoint of these shards, the oldest first, fairly between endpoints: all get their first row before one
 * gets its second. Left alone are endpoints that are paused, switched off, open, or in the hands of another process; one that is half
 * open gets a single row as its probe; one with a rate limit gets what its bucket holds (a second's worth at most). A lock for each
 * shard keeps two processes from claiming at the same moment, so that all of this is exact. One transaction of two statements, whatever
 * there is.
 */
export async function claimDue(ctx: Pick<Ctx, "sql" | "now">, order: ClaimOrder): Promise<ClaimResult> {
  const { claimId, shards, wants, rowsMax } = order;
  const now = ctx.now();
  const leaseEnd = new Date(now.getTime() + engineLimits.leaseMs);
  const rows = await ctx.sql.begin(async (tx) => {
    const locked = tx`select pg_advisory_xact_lock(${lockClass}, shard) from unnest(${shards.toSorted((a, b) => a - b)}::int[]) shard`;
    const taken = tx<Row[]>`
      with recursive endpoints as (
        select s.shard, first.webhook_id from unnest(${shards}::int[]) s(shard), lateral (
          select webhook_id from delivery_queue where shard = s.shard order by webhook_id limit 1) first
        union all
        select e.shard, next.webhook_id from endpoints e, lateral (
          select webhook_id from delivery_queue where shard = e.shard and webhook_id > e.webhook_id order by webhook_id limit 1) next
      ), ready as materialized (
        select e.shard, e.webhook_id, w.rate_per_minute as rate, h.open_until is not null as half_open, bucket.tokens,
          coalesce(k.rows, case when h.slow_until > ${now} or w.rate_per_minute is not null then w.concurrency else w.concurrency * 4 end) as wanted
        from endpoints e
        join webhooks w on w.id = e.webhook_id and w.active and w.disabled_reason is null
        left join webhook_health h on h.webhook_id = e.webhook_id
        left join ${wantRows(wants)} as k on k.webhook_id = e.webhook_id,
        lateral (select greatest(1, w.rate_per_minute / 60.0) as size) capacity,
        lateral (select case when w.rate_per_minute is not null then least(capacity.size, coalesce(h.tokens
          + greatest(0, extract(epoch from ${now}::timestamptz - h.tokens_at)) * w.rate_per_minute / 60.0, capacity.size)) end as tokens) bucket
        where (h.open_until is null or h.open_until <= ${now}) and (k.webhook_id is not null or not exists (
          select from delivery_queue q
          where q.webhook_id = e.webhook_id and q.claim_id is not null and q.claim_id <> ${claimId} and q.due_at > ${now}))
      ), allowed as materialized (
        select *, least(wanted, case when half_open then 1 end, floor(tokens))::int as room from ready where wanted > 0
      ), due as materialized (
        select oldest.* from allowed a, lateral (
          select id, row_number() over (order by due_at) as turn, a.room from (
            select id, due_at from delivery_queue
            where shard = a.shard and webhook_id = a.webhook_id and due_at <= ${now}
            order by due_at limit a.room for update skip locked) open) oldest
        order by oldest.turn limit ${rowsMax}
      ), taken as (
        update delivery_queue q set claim_id = ${claimId}, due_at = ${leaseEnd} from due where q.id = due.id
        returning q.id, q.workspace_id, q.webhook_id, q.attempts, due.room
      ), spent as (
        insert into webhook_health as h (webhook_id, tokens, tokens_at)
        select a.webhook_id, a.tokens - (select count(*) from taken where taken.webhook_id = a.webhook_id), ${now}
        from allowed a where a.rate is not null
        on conflict (webhook_id) do update set tokens = excluded.tokens, tokens_at = excluded.tokens_at
      )
      select t.webhook_id as "webhookId", t.room, t.id, t.workspace_id as "workspaceId", d.event_id as "eventId", d.attempts,
        t.attempts as tries, d.method, d.url, d.content_type as "contentType", d.hop,
        case when octet_length(d.body) <= ${engineLimits.inlineBodyBytesMax} then d.body end as body,
        coalesce(octet_length(d.body) > ${engineLimits.inlineBodyBytesMax}, false) as "isLarge",
        case when d.body is null then d.scope end as scope, null::timestamptz as "nextAt"
      from taken t left join deliveries d on d.workspace_id = t.workspace_id and d.id = t.id
      union all
      select webhook_id, room, null, null, null, null, null, null, null, null, null, null, null, null,
        ${now}::timestamptz + (1 - tokens + floor(tokens)) * interval '60 s' / rate
      from allowed a where tokens < wanted and room = (select count(*) from taken where taken.webhook_id = a.webhook_id) and exists (
        select from delivery_queue where shard = a.shard and webhook_id = a.webhook_id and due_at <= ${now})
      order by id`;
    const [, found] = await Promise.all([locked, taken]);
    // Retention has dropped the month of a delivery that was still waiting.
    const gone = found.flatMap(({ id, method }) => (id !== null && method === null ? [id] : []));
    if (gone.length > 0) {
      await tx`delete from delivery_queue where id = any(${gone}::uuid[])`;
      await wakeRuns(tx, gone.map(tooOld), now);
    }
    return found;
  });
  return summarise(rows, rowsMax);
}

const tooOld = (deliveryId: string): DeliveryEnd => ({
  deliveryId,
  succeeded: false,
  status: null,
  body: null,
  error: "It waited longer than deliveries are kept.",
});

/** Property by property: objects made by rest and spread are slow to read, and every attempt reads all of this. */
const claimedOf = (row: Row, id: string, method: RequestMethod): Claimed => ({
  id,
  workspaceId: row.workspaceId,
  webhookId: row.webhookId,
  eventId: row.eventId,
  url: row.url,
  attempts: row.attempts,
  tries: row.tries,
  contentType: row.contentType,
  method,
  body: row.body,
  isLarge: row.isLarge,
  scope: row.scope,
  hop: row.hop,
});

function summarise(rows: readonly Row[], rowsMax: number): ClaimResult {
  const claimed = rows.flatMap((row) => {
    const { id, method } = row;
    return id === null || method === null ? [] : claimedOf(row, id, method);
  });
  const taken = new Map<string, number>();
  for (const { webhookId } of claimed) taken.set(webhookId, (taken.get(webhookId) ?? 0) + 1);
  const full = rows.filter(({ webhookId, room }) => taken.get(webhookId) === room);
  const moments = rows.flatMap(({ nextAt }) => nextAt?.getTime() ?? []);
  return {
    rows: claimed,
    more: new Set(full.map(({ webhookId }) => webhookId)),
    scarce: claimed.length === rowsMax,
    nextAt: moments.length === 0 ? null : new Date(Math.min(...moments)),
  };
}

/** Keeps rows for another lease; answers those of them that are no longer ours. */
export async function renewLeases(
  { sql, now }: Pick<Ctx, "sql" | "now">,
  claimId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update delivery_queue set due_at = ${new Date(now().getTime() + engineLimits.leaseMs)}
    where id = any(${ids}::uuid[]) and claim_id = ${claimId} returning id`;
  const ours = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !ours.has(id));
}

/** Gives rows back that were not sent: whoever claims next may have them. */
export async function giveBack(
  { sql, now }: Pick<Ctx, "sql" | "now">,
  claimId: string,
  ids: readonly string[],
): Promise<void> {
  await sql`
    update delivery_queue set claim_id = null, due_at = ${now()} where id = any(${ids}::uuid[]) and claim_id = ${claimId}`;
}

/** Bodies that were too large to be claimed along. */
export async function loadBody({ sql }: Pick<Ctx, "sql">, { workspaceId, id }: Claimed): Promise<Uint8Array | null> {
  const [row] = await sql<{ body: Uint8Array | null }[]>`
    select body from deliveries where workspace_id = ${workspaceId} and id = ${id}`;
  return row?.body ?? null;
}
