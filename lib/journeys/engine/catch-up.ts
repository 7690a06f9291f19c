import type { TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { engineLimits } from "./limits";
import type { Move } from "./make";
import { wokenByEvent } from "./wake-by-events";

const wokenRows = rowsOf({ id: "uuid", woken_by: "jsonb" });

interface FoundEvent {
  runId: string;
  id: string;
  type: string;
  occurredAt: Date;
  data: Record<string, unknown>;
}

/**
 * Tells runs that have just begun to wait for an event of those that came while they were on their way there: what was relayed before
 * they waited woke nobody. In the transaction that writes them, after they are written. The relay waits for it where it meets one of
 * them, so an event is found here or wakes them later. One statement, and another when something is found. Answers how many were told.
 */
export async function catchUp(tx: TransactionSql, moves: readonly Move[], now: Date): Promise<number> {
  const ids = moves.flatMap(({ surroundings: { run }, walked: { next, visits } }) =>
    next.state === "waiting" && next.event !== null && visits > run.visits ? run.id : [],
  );
  if (ids.length === 0) return 0;
  // By contact and id alone, so that one index is left to choose.
  const found = await tx<FoundEvent[]>`
    select r.id as "runId", e.id, e.type, e.occurred_at as "occurredAt", e.data from journey_runs r, lateral (
      select e.id, e.type, e.occurred_at, e.data from events e
      where e.contact_id = r.contact_id and e.id > r.after_event and e.workspace_id is not distinct from r.workspace_id
        and e.type is not distinct from r.awaits_event
      order by e.id limit ${engineLimits.wokenMax}) e
    where r.id = any(${ids}::uuid[]) order by e.id`;
  if (found.length === 0) return 0;
  const eventsOf = new Map<string, FoundEvent[]>();
  for (const event of found) eventsOf.set(event.runId, [...(eventsOf.get(event.runId) ?? []), event]);
  await tx`
    update journey_runs j set woken_by = r.woken_by, wake_at = ${now}
    from ${wokenRows(
      [...eventsOf].map(([id, events]) => ({ id, woken_by: events.map(wokenByEvent) })),
    )} as r where j.id = r.id`;
  return eventsOf.size;
}
