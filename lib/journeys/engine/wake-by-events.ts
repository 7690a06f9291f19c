import type { TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { ContactEvent } from "../../events/relay";
import { engineLimits } from "./limits";

const eventRows = rowsOf({ id: "uuid", contact_id: "uuid", type: "text", woken: "jsonb" });

/** An event as `journey_runs.woken_by` keeps it. @param id a bare UUID */
export const wokenByEvent = ({
  id,
  type,
  occurredAt,
  data,
}: Pick<ContactEvent, "id" | "type" | "occurredAt" | "data">) => ({
  by: "event",
  event: { id: fromUuid("evt", id), type, occurredAt: occurredAt.toISOString(), data },
});

/**
 * Wakes the runs that wait for one of these events, with all of them in order: the block says whether one is right. A run that somebody
 * is working on at this moment looks at them afterwards; whoever is about to wait is waited for, so that an event is seen either here or
 * by `catchUp`. Answers how many runs were woken.
 */
export async function wakeByEvents(tx: TransactionSql, events: readonly ContactEvent[], now: Date): Promise<number> {
  if (events.length === 0) return 0;
  const rows = events.map((event) => ({
    id: event.id,
    contact_id: event.contactId,
    type: event.type,
    woken: wokenByEvent(event),
  }));
  const { count } = await tx`
    with happened as materialized (select * from ${eventRows(rows)} as r),
    concerned as (
      select j.id from happened h join journey_runs j on j.contact_id = h.contact_id and j.awaits_event = h.type
      where j.awaits_event is not null
      union
      select j.id from happened h join journey_runs j on j.contact_id = h.contact_id and j.state = 'active'
    ), held as materialized (
      -- In the order of their ids, as everybody locks runs. What is read here is what they are once they are ours.
      select id, contact_id, awaits_event, after_event from journey_runs where id = any(array(select id from concerned))
      order by id for update
    ), woken as (
      select held.id, jsonb_agg(h.woken order by h.id) as events from held
      join happened h on h.contact_id = held.contact_id and h.type = held.awaits_event
        and (held.after_event is null or h.id > held.after_event)
      group by held.id)
    update journey_runs j set woken_by = coalesce(j.woken_by, '[]') || woken.events, wake_at = ${now}
    from woken where j.id = woken.id and jsonb_array_length(coalesce(j.woken_by, '[]')) < ${engineLimits.wokenMax}`;
  return count;
}
