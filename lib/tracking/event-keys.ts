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

const keyedRows = rowsOf({ workspace_id: "uuid", key: "text" });

export interface KnownEvent {
  workspaceId: string;
  key: string;
  eventId: string;
  contentHash: string;
}

/** What names an event among those of all workspaces. */
export const scopedKey = ({ workspaceId, key }: Pick<KnownEvent, "workspaceId" | "key">): string =>
  `${workspaceId} ${key}`;

const oldest = (now: Date) => new Date(now.getTime() - trackingLimits.idDays * 86_400_000);

/** What their workspaces know under the keys of these events, by `scopedKey`. */
export async function findKnown(
  tx: TransactionSql,
  events: readonly { workspaceId: string; key: string }[],
  now: Date,
): Promise<Map<string, KnownEvent>> {
  const wanted = events.map(({ workspaceId, key }) => ({ workspace_id: workspaceId, key }));
  const rows = await tx<KnownEvent[]>`
    select k.workspace_id as "workspaceId", k.key, found."eventId", found."contentHash"
    from ${keyedRows(wanted)} as k, lateral (
      select e.event_id as "eventId", encode(e.body_hash, 'hex') as "contentHash" from event_keys e
      where e.workspace_id = k.workspace_id and e.key = k.key and e.created_at > ${oldest(now)} limit 1) found`;
  return new Map(rows.map((row) => [scopedKey(row), row]));
}

/** Remembers new events by their keys. Another writer that was first makes the batch run again, and find them. */
export async function rememberEvents(tx: TransactionSql, events: KnownEvent[], now: Date): Promise<void> {
  if (events.length === 0) return;
  const rows = events
    .map(({ workspaceId, key, eventId, contentHash }) => ({
      workspace_id: workspaceId,
      key,
      event_id: eventId,
      body_hash: Buffer.from(contentHash, "hex"),
      created_at: now,
    }))
    // In one order for everybody: two batches with the same ids wait for each other instead of in a circle.
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const written = await tx`
    insert into event_keys (workspace_id, key, event_id, body_hash, created_at)
    select workspace_id, key, event_id, body_hash, created_at from ${keyRows(rows)} as r
    on conflict (workspace_id, key) do update set event_id = excluded.event_id, body_hash = excluded.body_hash,
      created_at = excluded.created_at
    where event_keys.created_at <= ${oldest(now)}
    returning key`;
  if (written.length < rows.length) throw new BatchConflict();
}
