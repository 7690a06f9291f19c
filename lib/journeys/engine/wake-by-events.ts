import type { TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { ContactEvent } from "../../events/relay";
import { engineLimits } from "./limits";

const eventRows = rowsOf({ position: "int", contact_id: "uuid", type: "text", woken: "jsonb" });

/**
 * Wakes the runs that wait for one of these events, with all of them in order: the block says whether one is right. A run that somebody
 * is working on at this moment looks at them afterwards. Answers how many runs were woken.
 */
export async function wakeByEvents(tx: TransactionSql, events: readonly ContactEvent[], now: Date): Promise<number> {
  if (events.length === 0) return 0;
  const rows = events.map((event, position) => ({
    position,
    contact_id: event.contactId,
    type: event.type,
    woken: {
      by: "event",
      event: {
        id: fromUuid("evt", event.id),
        type: event.type,
        occurredAt: event.occurredAt.toISOString(),
        data: event.data,
      },
    },
  }));
  // In the order of their ids, as everybody locks runs.
  const { count } = await tx`
    with happened as materialized (
      select contact_id, type, jsonb_agg(woken order by position) as woken from ${eventRows(tx, rows)} as r group by 1, 2
    ), held as (
      select j.id, h.woken from happened h join journey_runs j on j.contact_id = h.contact_id and j.awaits_event = h.type
      where j.awaits_event is not null and j.state = 'waiting' order by j.id for update of j)
    update journey_runs j set woken_by = coalesce(j.woken_by, '[]') || held.woken,
      wake_at = ${now}
    from held where j.id = held.id and jsonb_array_length(coalesce(j.woken_by, '[]')) < ${engineLimits.wokenMax}`;
  return count;
}
