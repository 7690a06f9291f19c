import type { Fragment, TransactionSql } from "@/db/client";
import { fragment } from "@/db/fragment";
import { newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import { runTogether, type Write } from "@/db/together";
import type { AnyEventName } from "./catalogue";

const eventRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  audience_id: "uuid",
  contact_id: "uuid",
  type: "text",
  data: "json not null",
  source: "text",
  source_id: "text",
  hop: "int",
  occurred_at: "timestamptz",
});

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
/** The same in SQL. */
const shardIn = (id: Fragment): Fragment => fragment`(get_byte(uuid_send(${id}), 15) % ${outboxShards}::int)::smallint`;

/** Writes events and their outbox rows in the caller's transaction. */
export async function insertEvents(tx: TransactionSql, drafts: readonly EventDraft[]): Promise<void> {
  if (drafts.length > 0) await runTogether(tx, eventWrites(drafts));
}

/** The same as parts of a larger statement. */
export function eventWrites(drafts: readonly EventDraft[]): Write[] {
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
  const recorded = fragment`
    insert into events (id, workspace_id, audience_id, contact_id, type, data, source, source_id, hop, occurred_at)
    select * from ${eventRows(rows)} as r
    returning id, workspace_id, type, ${shardIn(fragment`coalesce(contact_id, workspace_id)`)} as shard`;
  const queued = fragment`
    insert into outbox (shard, id, workspace_id, event_ids, types)
    select shard, event_ids[1], workspace_id, event_ids, types
    from (
      select shard, workspace_id, array_agg(id order by id) as event_ids, array_agg(type order by id) as types
      from recorded group by shard, workspace_id
    ) o`;
  return [
    { name: "recorded", statement: recorded },
    { name: "queued", statement: queued },
  ];
}
