import type { TransactionSql } from "@/db/client";
import { newUuid, parseId } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { Reentry } from "../blocks/trigger";
import type { TriggerEvent } from "../scope";

/** Somebody who would come into a journey. Ids are bare UUIDs. */
export interface Entry {
  workspaceId: string;
  journeyId: string;
  versionId: string;
  audienceId: string;
  contactId: string;
  startNodeId: string;
  reentry: Reentry;
  /** Null for who is put in by hand. */
  trigger: TriggerEvent | null;
  hop: number;
}

const firstRows = rowsOf({ journey_id: "uuid", contact_id: "uuid", entries: "int" });
const againRows = rowsOf({ journey_id: "uuid", contact_id: "uuid", entries: "int", before: "timestamptz" });
const runRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  journey_id: "uuid",
  version_id: "uuid",
  audience_id: "uuid",
  contact_id: "uuid",
  node_id: "text",
  trigger: "jsonb",
  after_event: "uuid",
  hop: "int",
});

const dayMs = 86_400_000;
const farFuture = new Date("9999-12-31T00:00:00Z");
const keyOf = ({ journeyId, contactId }: Entry) => `${journeyId} ${contactId}`;

/**
 * Lets those in who may come in, by the rules of re-entry: exact, however many ask at once, because `journey_entries` has one row for
 * each contact and journey. Three statements for any number. The caller sends `journeys/due` after its commit.
 * @returns the runs' ids in the order of the entries; null for who may not
 */
export async function enterRuns(tx: TransactionSql, entries: readonly Entry[], now: Date): Promise<(string | null)[]> {
  if (entries.length === 0) return [];
  const allowed = await allow(tx, entries, now);
  const taken = new Set<string>();
  const runs = entries.map((entry) => {
    const key = keyOf(entry);
    const may = allowed.has(key) && (entry.reentry.mode === "always" || !taken.has(key));
    taken.add(key);
    return may ? { id: newUuid(), entry } : null;
  });
  const made = runs.filter((run) => run !== null);
  if (made.length > 0)
    await tx`
      insert into journey_runs (id, workspace_id, journey_id, version_id, audience_id, contact_id, state, node_id, trigger, after_event, hop,
        wake_at, entered_at)
      select id, workspace_id, journey_id, version_id, audience_id, contact_id, 'active', node_id, trigger, after_event, hop,
        ${now}::timestamptz, ${now}::timestamptz
      from ${runRows(
        made.map(({ id, entry }) => ({
          id,
          workspace_id: entry.workspaceId,
          journey_id: entry.journeyId,
          version_id: entry.versionId,
          audience_id: entry.audienceId,
          contact_id: entry.contactId,
          node_id: entry.startNodeId,
          trigger: entry.trigger,
          after_event: parseId("evt", entry.trigger?.id ?? "") ?? id,
          hop: entry.hop,
        })),
      )} as r`;
  return runs.map((run) => run?.id ?? null);
}

/** Notes who comes in; answers which contacts may. Who was never there may always; the others when their time is over. */
async function allow(tx: TransactionSql, entries: readonly Entry[], now: Date): Promise<Set<string>> {
  const wanted = new Map<string, { entry: Entry; count: number }>();
  for (const entry of entries) {
    const known = wanted.get(keyOf(entry));
    if (known === undefined) wanted.set(keyOf(entry), { entry, count: 1 });
    else if (entry.reentry.mode === "always") known.count++;
  }
  const rows = [...wanted.values()].map(({ entry, count }) => ({
    journey_id: entry.journeyId,
    contact_id: entry.contactId,
    entries: count,
    before: beforeOf(entry.reentry, now),
  }));
  const first = await tx<{ key: string }[]>`
    insert into journey_entries (journey_id, contact_id, last_at, entries)
    select journey_id, contact_id, ${now}::timestamptz, entries from ${firstRows(rows)} as r order by 1, 2
    on conflict do nothing returning journey_id || ' ' || contact_id as key`;
  const came = new Set(first.map(({ key }) => key));
  const again = rows.filter(
    ({ journey_id, contact_id, before }) => before !== null && !came.has(`${journey_id} ${contact_id}`),
  );
  if (again.length === 0) return came;
  // Their rows are there by now. Each is judged under its own lock, in one order.
  const back = await tx<{ key: string }[]>`
    with held as (
      select e.journey_id, e.contact_id, r.entries from ${againRows(again)} as r
      join journey_entries e on e.journey_id = r.journey_id and e.contact_id = r.contact_id and e.last_at <= r.before
      order by 1, 2 for update of e)
    update journey_entries e set last_at = ${now}, entries = e.entries + held.entries
    from held where e.journey_id = held.journey_id and e.contact_id = held.contact_id
    returning e.journey_id || ' ' || e.contact_id as key`;
  return new Set([...came, ...back.map(({ key }) => key)]);
}

/** Who came in last at this moment or before may come again; null when nobody may. */
function beforeOf(reentry: Reentry, now: Date): Date | null {
  if (reentry.mode === "once") return null;
  return reentry.mode === "always" ? farFuture : new Date(now.getTime() - reentry.days * dayMs);
}
