import type { TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import { type ContactRow, shownContactColumns } from "../contacts/columns";
import type { Facts } from "./properties";

/** What rules read of one contact, in one look at the database; null when there is no such contact. */
export async function loadFacts(
  tx: TransactionSql,
  audienceId: string,
  contactId: string,
  eventTypes: readonly string[],
): Promise<Facts | null> {
  const [row] = await tx<
    (ContactRow & {
      events: { type: string; day: string; count: number }[];
      consents: { status: string; day: string }[];
      segmentIds: string[];
    })[]
  >`
    select ${shownContactColumns},
      (select coalesce(json_agg(json_build_object('type', n.type, 'day', n.day, 'count', n.count) order by n.day), '[]')
        from contact_event_counts n where n.contact_id = c.id and n.type = any(${eventTypes}::text[])) as events,
      (select coalesce(json_agg(json_build_object('status', l.to_status, 'day', (l.created_at at time zone 'UTC')::date) order by l.id), '[]')
        from consent_log l where l.contact_id = c.id) as consents,
      array(select m.segment_id from segment_members m where m.contact_id = c.id) as "segmentIds"
    from contacts c where c.audience_id = ${audienceId} and c.id = ${contactId}`;
  return row === undefined ? null : factsOf(row);
}

function countsByType(rows: { type: string; day: string; count: number }[]) {
  const byType = new Map<string, { day: string; count: number }[]>();
  for (const { type, day, count } of rows) byType.set(type, [...(byType.get(type) ?? []), { day, count }]);
  return byType;
}

const factsOf = (
  row: ContactRow & {
    events: { type: string; day: string; count: number }[];
    consents: { status: string; day: string }[];
    segmentIds: string[];
  },
): Facts => ({
  email: row.email,
  status: row.status,
  source: row.source,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  confirmedAt: row.confirmedAt?.toISOString() ?? null,
  unsubscribedAt: row.unsubscribedAt?.toISOString() ?? null,
  fields: row.fields,
  tags: row.tags.map(({ id, name }) => ({ id: fromUuid("tag", id), name })),
  groupIds: row.groupIds.map((id) => fromUuid("grp", id)),
  events: countsByType(row.events),
  consents: row.consents,
  segmentIds: row.segmentIds.map((id) => fromUuid("seg", id)),
});
