import type { Sql } from "@/db/client";
import type { ContactStatus } from "@/db/enums";
import { fromUuid, uuidTime } from "@/db/ids";
import { eventLabel } from "../events/catalogue";
import type { TimelineEvent } from "./contract";

/** An event with the contact as it is now. Ids are bare UUIDs. */
export interface EventRow {
  id: string;
  type: string;
  contactId: string | null;
  audienceId: string | null;
  email: string | null;
  status: ContactStatus | null;
  data: Record<string, unknown>;
  source: string;
  sourceId: string | null;
  occurredAt: Date;
}

/** The columns of an `EventRow`, of `events e` and its `contacts c`. */
export const eventColumns = (sql: Sql) => sql`
  e.id, e.type, e.contact_id as "contactId", e.audience_id as "audienceId", c.email, c.status, e.data, e.source,
  e.source_id as "sourceId", e.occurred_at as "occurredAt"`;

export const presentEvent = (row: EventRow): TimelineEvent => ({
  id: fromUuid("evt", row.id),
  type: row.type,
  label: eventLabel(row.type),
  contact: row.contactId === null ? null : { id: fromUuid("con", row.contactId), email: row.email, status: row.status },
  audienceId: row.audienceId === null ? null : fromUuid("aud", row.audienceId),
  data: row.data,
  source: row.source,
  sourceId: row.sourceId,
  occurredAt: row.occurredAt.toISOString(),
  recordedAt: uuidTime(row.id).toISOString(),
});
