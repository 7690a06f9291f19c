import type { TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { BatchConflict } from "../contacts/conflict";
import { trackingLimits } from "./limits";

const keyRows = rowsOf({
  workspace_id: "uuid",
  key: "text",
  event_id: "uuid",
  body_hash: "bytea",
  created_at: "timestamptz",
});

export interface KnownEvent {
  key: string;
  eventId: string;
  contentHash: string;
}

const oldest = (now: Date) => new Date(now.getTime() - trackingLimits.idDays * 86_400_000);

/** The events that the workspace knows by these keys, by key. */
export async function findKnown(
  tx: TransactionSql,
  workspaceId: string,
  keys: string[],
  now: Date,
): Promise<Map<string, KnownEvent>> {
  const rows = await tx<KnownEvent[]>`
    select found.key, found."eventId", found."contentHash" from unnest(${keys}::text[]) as wanted(key), lateral (
      select k.key, k.event_id as "eventId", encode(k.body_hash, 'hex') as "contentHash" from event_keys k
      where k.workspace_id = ${workspaceId} and k.key = wanted.key and k.created_at > ${oldest(now)} limit 1) found`;
  return new Map(rows.map((row) => [row.key, row]));
}

/** Remembers new events by their keys. Another writer that was first makes the batch run again, and find them. */
export async function rememberEvents(
  tx: TransactionSql,
  workspaceId: string,
  events: KnownEvent[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events
    .map(({ key, eventId, contentHash }) => ({
      workspace_id: workspaceId,
      key,
      event_id: eventId,
      body_hash: Buffer.from(contentHash, "hex"),
      created_at: now,
    }))
    // In one order for everybody: two requests with the same ids wait for each other instead of in a circle.
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const written = await tx`
    insert into event_keys (workspace_id, key, event_id, body_hash, created_at)
    select workspace_id, key, event_id, body_hash, created_at from ${keyRows(tx, rows)} as r
    on conflict (workspace_id, key) do update set event_id = excluded.event_id, body_hash = excluded.body_hash,
      created_at = excluded.created_at
    where event_keys.created_at <= ${oldest(now)}
    returning key`;
  if (written.length < rows.length) throw new BatchConflict();
}
