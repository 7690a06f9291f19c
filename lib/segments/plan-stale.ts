import { newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import { eventNames } from "../events/catalogue";
import { shardOf } from "../events/emit";
import type { ContactEvent, EventPlanner } from "../events/relay";

const staleRows = rowsOf({
  shard: "int",
  id: "uuid",
  audience_id: "uuid",
  contact_id: "uuid",
  changed: "text[]",
  hop: "int",
  created_at: "timestamptz",
});

/** What an event of ours says has changed, as rules name it; events of other types are read as `event.<type>` alone. */
const status = ["contact.status", "contact.consent", "contact.confirmedAt", "contact.unsubscribedAt"];
const changedBy: Record<string, (event: ContactEvent) => string[]> = {
  "contact.created": () => ["*"],
  "contact.deleted": () => ["*"],
  "contact.updated": ({ data }) =>
    keysOf(data.changed).map((key) => (key === "email" ? "contact.email" : `contact.fields.${key}`)),
  "contact.subscribed": () => status,
  "contact.pending": () => status,
  "contact.confirmed": () => status,
  "contact.unsubscribed": () => status,
  "contact.bounced": () => status,
  "contact.complained": () => status,
  "contact.tag_added": () => ["contact.tags"],
  "contact.tag_removed": () => ["contact.tags"],
  "contact.group_joined": () => ["contact.groups"],
  "contact.group_left": () => ["contact.groups"],
};

const keysOf = (changed: unknown): string[] =>
  Array.isArray(changed) ? changed.filter((key): key is string => typeof key === "string") : [];

/** The names of what an event changed. Everything that changes a contact moves `updatedAt`. */
export function changedByEvent(event: ContactEvent): string[] {
  const changed = changedBy[event.type]?.(event) ?? [];
  return [...changed, ...(changed.length > 0 ? ["contact.updatedAt"] : []), `event.${event.type}`];
}

const types = eventNames(({ group, countable }) => group === "Contact" || countable === true);

/**
 * Marks the contacts whose segments must be looked at again, if any segment of their audience reads what changed. A segment that is
 * made meanwhile finds the change by its own rebuild, which begins after this.
 */
export const stalePlanner: EventPlanner = {
  types,
  custom: true,
  // Where there is no segment, nothing is read; of senders' own events, those that a rule names.
  wantedNow: (tx) => tx`
    select s.workspace_id, e.type
    from (select distinct workspace_id from segments where workspace_id in (select workspace_id from taken)) s,
      unnest(${types}::text[]) as e(type)
    union all
    select s.workspace_id, substr(read, 7) from segments s, unnest(s.reads) read
    where s.workspace_id in (select workspace_id from taken) and starts_with(read, 'event.')`,
  plan: async (tx, events, ctx) => {
    const audienceIds = [...new Set(events.map(({ audienceId }) => audienceId))];
    const readers = await tx<{ audienceId: string; reads: string[] }[]>`
      select audience_id as "audienceId", array_agg(distinct read) as reads
      from segments, unnest(reads) read where audience_id = any(${audienceIds}::uuid[]) group by audience_id`;
    const readsOf = new Map(readers.map(({ audienceId, reads }) => [audienceId, new Set(reads)]));
    const stale = new Map<string, { audienceId: string; changed: Set<string>; hop: number | null }>();
    for (const event of events) {
      const reads = readsOf.get(event.audienceId);
      const changed = changedByEvent(event).filter((name) => name === "*" || reads?.has(name) === true);
      if (reads === undefined || changed.length === 0) continue;
      const mark = stale.get(event.contactId) ?? { audienceId: event.audienceId, changed: new Set(), hop: null };
      for (const name of changed) mark.changed.add(name);
      if (event.hop !== null) mark.hop = Math.max(mark.hop ?? 0, event.hop);
      stale.set(event.contactId, mark);
    }
    if (stale.size === 0) return [];
    const rows = [...stale].map(([contactId, { audienceId, changed, hop }]) => ({
      // All marks of an audience share a shard: whoever holds the audience's lock finds them in one place.
      shard: shardOf(audienceId),
      id: newUuid(),
      audience_id: audienceId,
      contact_id: contactId,
      changed: [...changed],
      hop,
      created_at: ctx.now(),
    }));
    await tx`
      insert into stale_contacts (shard, id, audience_id, contact_id, changed, hop, created_at)
      select shard, id, audience_id, contact_id, changed, hop, created_at from ${staleRows(rows)} as r`;
    return ["segments/stale"];
  },
};
