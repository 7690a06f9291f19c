import type { TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { eventNames, isCountable } from "./catalogue";
import type { ContactEvent, EventPlanner } from "./relay";

const countRows = rowsOf({ contact_id: "uuid", type: "text", day: "text", count: "int", last_at: "timestamptz" });

/**
 * Counts events by contact, type and day (UTC), for rules about behaviour: once each, because the relay hands every event over once. A
 * shard hands over a contact's events in order, so after its deletion no count of it can come.
 */
export const eventCounter: EventPlanner = {
  types: [...eventNames((type) => type.countable === true), "contact.deleted"],
  custom: true,
  plan: async (tx, events) => {
    await count(
      tx,
      events.filter(({ type }) => isCountable(type)),
    );
    const gone = events.flatMap(({ type, contactId }) => (type === "contact.deleted" ? contactId : []));
    if (gone.length > 0) await tx`delete from contact_event_counts where contact_id = any(${gone}::uuid[])`;
    return [];
  },
};

async function count(tx: TransactionSql, events: ContactEvent[]): Promise<void> {
  if (events.length === 0) return;
  const counts = new Map<string, { contact_id: string; type: string; day: string; count: number; last_at: Date }>();
  for (const { contactId, type, occurredAt } of events) {
    const day = occurredAt.toISOString().slice(0, 10);
    const key = `${contactId} ${type} ${day}`;
    const row = counts.get(key);
    if (row === undefined) counts.set(key, { contact_id: contactId, type, day, count: 1, last_at: occurredAt });
    else {
      row.count++;
      if (occurredAt > row.last_at) row.last_at = occurredAt;
    }
  }
  await tx`
    insert into contact_event_counts (contact_id, type, day, count, last_at)
    select contact_id, type, day::date, count, last_at from ${countRows([...counts.values()])} as r
    on conflict (contact_id, type, day) do update set count = contact_event_counts.count + excluded.count,
      last_at = greatest(contact_event_counts.last_at, excluded.last_at)`;
}
