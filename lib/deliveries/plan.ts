import type { TransactionSql } from "@/db/client";
import { fromUuid, newUuid, parseId } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "../context";
import { eventNames } from "../events/catalogue";
import type { EveryPlanner, RelayedEvent } from "../events/relay";
import { type ExtrasTarget, loadExtras, type UnsubscribeUrlOf } from "../variables/load-extras";
import { type Extras, type Scope, scopeOf } from "../variables/scope";
import { type Match, matchSubscriptions } from "../webhooks/load-subscriptions";
import { buildPayload, needsLiquid, needsOfPayload } from "../webhooks/payload/build";
import { type Encoded, encode } from "../webhooks/payload/encode";
import { campaignOf, type Subscription } from "../webhooks/subscription";
import { forgetContacts } from "./forget";
import { shardOfWebhook } from "./shards";

const deliveryRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  webhook_id: "uuid",
  campaign_id: "uuid",
  event_id: "uuid",
  event_type: "text",
  contact_id: "uuid",
  state: "text",
  method: "text",
  content_type: "text",
  body: "bytea",
  scope: "jsonb",
  hop: "int",
  cause: "text",
  error: "text",
  created_at: "timestamptz",
  finished_at: "timestamptz",
});
const queueRows = rowsOf({ id: "uuid", workspace_id: "uuid", webhook_id: "uuid", shard: "int", due_at: "timestamptz" });

/** A statement takes no more than this: large bodies come as few rows. */
const rowsPerInsert = 1_000;
const bytesPerInsert = 4 * 1024 * 1024;

type Made = { body: Uint8Array } | { scope: Scope } | { problem: string };
type PlannedRow = ReturnType<typeof toRow>;

/**
 * Turns events into deliveries, in the transaction that takes them off the outbox: exactly once. Bodies are made here, except those with
 * templates, which are rendered when they are sent, outside of any transaction; until then their scope is stored. What a paused webhook
 * wants is held. A payload that can't be made is a failed delivery that says why. At most five statements to find who wants what, one for
 * each thing that payloads read beyond the event, and two for each thousand deliveries.
 * @param unsubscribeUrls signs links, which only a part above this one can
 */
export const deliveryPlanner = (unsubscribeUrls?: (ctx: Ctx) => UnsubscribeUrlOf): EveryPlanner => ({
  types: eventNames(({ internal }) => internal !== true),
  custom: true,
  contactless: true,
  // Most events are wanted by nobody, and reading one costs more than asking.
  wantedNow: (tx) => tx`
    select h.workspace_id, unnest(h.events) from webhooks h where h.workspace_id in (select workspace_id from taken)`,
  rowsFor: (tx) => tx`(select count(*) from webhooks h where h.workspace_id = o.workspace_id and h.events && o.types)`,
  plan: async (tx, events, ctx) => {
    const matches = await matchSubscriptions(tx, events);
    const extras = await loadExtras(
      tx,
      new Set(matches.flatMap(({ subscription }) => [...needsOfPayload(subscription.customPayload)])),
      [...new Set(matches.map(({ event }) => event))].map(targetOf),
      unsubscribeUrls === undefined ? {} : { unsubscribeUrlOf: unsubscribeUrls(ctx) },
    );
    const make = payloadMaker(extras, ctx.now());
    // Made as they are written: many webhooks of many events would not fit into memory.
    for (const chunk of chunksOf(matches, (match) => toRow(match, make, ctx.now()))) await insert(tx, chunk, ctx.now());
    const deleted = events.flatMap(({ type, contactId }) => (type === "contact.deleted" ? (contactId ?? []) : []));
    if (deleted.length > 0) await forgetContacts(tx, deleted, ctx.now());
    return matches.some(({ subscription }) => !subscription.holds) ? ["deliveries/queued"] : [];
  },
});

const targetOf = (event: RelayedEvent): ExtrasTarget => ({
  ...event,
  campaignId: campaignOf(event),
  messageId: typeof event.data.messageId === "string" ? parseId("msg", event.data.messageId) : null,
});

type Maker = (match: Match<RelayedEvent>, deliveryId: string) => Made;

/** Makes bodies. The default payload knows nothing of its webhook: all that want an event in one encoding share its bytes. */
function payloadMaker(extras: ReadonlyMap<string, Extras>, now: Date): Maker {
  const shared = new Map<string, Encoded>();
  return ({ event, subscription }, deliveryId) => {
    const { customPayload, contentType, method } = subscription;
    const key = `${event.id} ${contentType} ${method}`;
    const known = customPayload === null ? shared.get(key) : undefined;
    if (known !== undefined) return madeOf(known);
    const scope = scopeOfMatch(event, subscription, deliveryId, extras.get(event.id), now);
    if (needsLiquid(customPayload)) return { scope };
    const built = buildPayload(customPayload, scope);
    if (!built.ok) return { problem: built.message };
    const encoded = encode(built.value, contentType, method);
    if (customPayload === null) shared.set(key, encoded);
    return madeOf(encoded);
  };
}

const madeOf = (encoded: Encoded): Made => (encoded.ok ? { body: encoded.body } : { problem: encoded.message });

const scopeOfMatch = (
  event: RelayedEvent,
  webhook: Subscription,
  deliveryId: string,
  extras: Extras | undefined,
  now: Date,
): Scope =>
  scopeOf({
    event: {
      ...event,
      id: fromUuid("evt", event.id),
      audienceId: event.audienceId === null ? null : fromUuid("aud", event.audienceId),
    },
    workspace: { id: fromUuid("wks", event.workspaceId) },
    webhook: { id: fromUuid("whk", webhook.id), name: webhook.name },
    deliveryId: fromUuid("dlv", deliveryId),
    now,
    ...(extras === undefined ? {} : { extras }),
  });

function toRow(match: Match<RelayedEvent>, make: Maker, now: Date) {
  const { event, subscription } = match;
  const id = newUuid();
  const made = make(match, id);
  const problem = "problem" in made ? made.problem : null;
  return {
    id,
    workspace_id: event.workspaceId,
    webhook_id: subscription.id,
    campaign_id: subscription.campaignId,
    event_id: event.id,
    event_type: event.type,
    contact_id: event.contactId,
    state: problem !== null ? "failed" : subscription.holds ? "held" : "pending",
    method: subscription.method,
    content_type: subscription.contentType,
    body: "body" in made ? made.body : null,
    scope: "scope" in made ? made.scope : null,
    hop: event.hop ?? 0,
    cause: problem === null ? null : "bad_request",
    error: problem,
    created_at: now,
    finished_at: problem === null ? null : now,
  };
}

function* chunksOf(
  matches: readonly Match<RelayedEvent>[],
  rowOf: (match: Match<RelayedEvent>) => PlannedRow,
): Generator<PlannedRow[]> {
  let chunk: PlannedRow[] = [];
  let bytes = 0;
  for (const match of matches) {
    const row = rowOf(match);
    const size = row.body?.length ?? (row.scope === null ? 0 : JSON.stringify(row.scope).length);
    if (chunk.length >= rowsPerInsert || (chunk.length > 0 && bytes + size > bytesPerInsert)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(row);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

async function insert(tx: TransactionSql, rows: readonly PlannedRow[], now: Date): Promise<void> {
  const queued = rows
    .filter(({ state }) => state === "pending")
    .map((row) => ({ ...row, shard: shardOfWebhook(row.webhook_id), due_at: now }));
  await Promise.all([
    tx`
      insert into deliveries (id, workspace_id, webhook_id, campaign_id, event_id, event_type, contact_id, state, method, content_type,
        body, scope, hop, cause, error, created_at, finished_at)
      select * from ${deliveryRows(rows)} as r`,
    queued.length === 0
      ? null
      : tx`
      insert into delivery_queue (id, workspace_id, webhook_id, shard, due_at)
      select * from ${queueRows(queued)} as r`,
  ]);
}
