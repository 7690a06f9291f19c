import type { TransactionSql } from "@/db/client";
import type { SignalName } from "../context";
import type { RelayedEvent } from "../events/relay";

/**
 * The last planner: a deleted contact's own event carries its data for those who are told of the deletion; when they have been
 * planned, the data goes.
 */
export async function forgetDeleted(tx: TransactionSql, events: RelayedEvent[]): Promise<SignalName[]> {
  const deleted = events.filter((event) => event.type === "contact.deleted");
  const ids = deleted.map((event) => event.id);
  const contactIds = deleted.map((event) => event.contactId);
  if (ids.length > 0)
    await tx`
      update events set data = jsonb_build_object('contact', jsonb_build_object('id', data -> 'contact' -> 'id', 'erased', true))
      where id = any(${ids}::uuid[]) and contact_id = any(${contactIds}::uuid[])`;
  return [];
}
