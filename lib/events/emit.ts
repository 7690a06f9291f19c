import type { TransactionSql } from "@/db/client";
import { newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { EventName } from "./catalogue";

const eventRows = rowsOf({
  id: "uuid",
  shard: "int",
  workspace_id: "uuid",
  audience_id: "uuid",
  contact_id: "uuid",
  type: "text",
  data: "json",
  source: "text",
  source_id: "text",
  occurred_at: "timestamptz",
});

/** An event about to be written. Ids are bare UUIDs: this runs for every request. */
export interface EventDraft {
  type: EventName;
  workspaceId: string;
  audienceId: string;
  contactId: string;
  /** Snapshot of what payloads need: the contact may be gone when they are made. */
  data: Record<string, unknown>;
  source: string;
  sourceId: string | null;
  occurredAt: Date;
}

export const outboxShards = 16;

/** All events of a contact share a shard, so that one relay sees them in order. */
export const shardOf = (contactId: string): number => Number.parseInt(contactId.slice(-2), 16) % outboxShards;

/** Writes events and their outbox rows in one statement of the caller's transaction. */
export async function insertEvents(tx: TransactionSql, drafts: EventDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map((draft) => ({
    id: newUuid(),
    shard: shardOf(draft.contactId),
    workspace_id: draft.workspaceId,
    audience_id: draft.audienceId,
    contact_id: draft.contactId,
    type: draft.type,
    data: draft.data,
    source: draft.source,
    source_id: draft.sourceId,
    occurred_at: draft.occurredAt,
  }));
  await tx`
    with drafts as (
      select * from ${eventRows(tx, rows)} as r
    ), written as (
      insert into events (id, workspace_id, audience_id, contact_id, type, data, source, source_id, occurred_at)
      select id, workspace_id, audience_id, contact_id, type, data, source, source_id, occurred_at from drafts
    )
    insert into outbox (shard, event_id, workspace_id, type) select shard, id, workspace_id, type from drafts`;
}
