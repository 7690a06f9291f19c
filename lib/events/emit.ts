import type { TransactionSql } from "@/db/client";
import { newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { AnyEventName } from "./catalogue";

const eventRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  audience_id: "uuid",
  contact_id: "uuid",
  type: "text",
  data: "json",
  source: "text",
  source_id: "text",
  hop: "int",
  occurred_at: "timestamptz",
});
const outboxRows = rowsOf({ shard: "int", id: "uuid", workspace_id: "uuid", event_ids: "uuid[]", types: "text[]" });

/** An event about to be written. Ids are bare UUIDs: this runs for every request. */
export interface EventDraft {
  /** When somebody has to know it before it is written; events are listed by it. */
  id?: string;
  type: AnyEventName;
  workspaceId: string;
  audienceId: string;
  /** Null when it is about nobody in particular. */
  contactId: string | null;
  /** Snapshot of what payloads need: the contact may be gone when they are made. */
  data: Record<string, unknown>;
  source: string;
  sourceId: string | null;
  /** Through how many webhooks of ours what caused it had come; left out for none. */
  hop?: number | null;
  occurredAt: Date;
}

export const outboxShards = 16;

/** All events of a contact share a shard, so that one relay sees them in order; those of nobody share their workspace's. */
export const shardOf = (contactId: string): number => Number.parseInt(contactId.slice(-2), 16) % outboxShards;

/** Writes events and their outbox rows in the caller's transaction. */
export async function insertEvents(tx: TransactionSql, drafts: EventDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map((draft) => ({
    id: draft.id ?? newUuid(),
    workspace_id: draft.workspaceId,
    audience_id: draft.audienceId,
    contact_id: draft.contactId,
    type: draft.type,
    data: draft.data,
    source: draft.source,
    source_id: draft.sourceId,
    hop: draft.hop ?? null,
    occurred_at: draft.occurredAt,
  }));
  await Promise.all([
    tx`
      insert into events (id, workspace_id, audience_id, contact_id, type, data, source, source_id, hop, occurred_at)
      select * from ${eventRows(tx, rows)} as r`,
    tx`
      insert into outbox (shard, id, workspace_id, event_ids, types)
      select * from ${outboxRows(tx, outboxOf(rows))} as r`,
  ]);
}

interface OutboxRow {
  shard: number;
  id: string;
  workspace_id: string;
  event_ids: string[];
  types: AnyEventName[];
}

function outboxOf(
  events: { id: string; workspace_id: string; contact_id: string | null; type: AnyEventName }[],
): OutboxRow[] {
  const rows = new Map<string, OutboxRow>();
  for (const { id, workspace_id, contact_id, type } of events) {
    const shard = shardOf(contact_id ?? workspace_id);
    const key = `${shard} ${workspace_id}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { shard, id, workspace_id, event_ids: [id], types: [type] });
    else {
      row.event_ids.push(id);
      row.types.push(type);
    }
  }
  return [...rows.values()];
}
