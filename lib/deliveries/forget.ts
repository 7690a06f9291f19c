import type { Fragment, TransactionSql } from "@/db/client";

/**
 * Takes a deleted contact's data out of the log. What has ended loses its bodies at once; what is on its way is delivered first, because
 * other systems learn from it, and then loses them; what is held ends here. The news of the deletion itself is never cut off: held or
 * not, it keeps its data until it has been delivered. Three statements.
 */
export async function forgetContacts(tx: TransactionSql, contactIds: readonly string[], now: Date): Promise<void> {
  await tx`
    update deliveries set forget = true,
      body = case when state = 'pending' or event_type = 'contact.deleted' then body end,
      scope = case when state = 'pending' or event_type = 'contact.deleted' then scope end
    where contact_id = any(${contactIds}::uuid[])`;
  await Promise.all([
    tx`
      update deliveries set state = 'failed', cause = 'contact_deleted', finished_at = ${now},
        error = 'It was held while the webhook was switched off, and its contact was deleted meanwhile.'
      where contact_id = any(${contactIds}::uuid[]) and state = 'held' and event_type <> 'contact.deleted'`,
    tx`
      update delivery_attempts a set response_body = null
      from deliveries d
      where d.contact_id = any(${contactIds}::uuid[]) and a.delivery_id = d.id and a.response_body is not null`,
  ]);
}

/** Assignments for an update that ends `deliveries d`: what was to be delivered before it is forgotten goes now. */
export const forgetting = (tx: TransactionSql): Fragment => tx`
  body = case when not d.forget then d.body end, scope = case when not d.forget then d.scope end`;

/** The answers to such deliveries, which may quote what they were sent. Ids are bare UUIDs. */
export async function forgetAnswers(
  tx: TransactionSql,
  ended: readonly { id: string; forget: boolean }[],
): Promise<void> {
  const ids = ended.flatMap(({ id, forget }) => (forget ? id : []));
  if (ids.length > 0)
    await tx`update delivery_attempts set response_body = null where delivery_id = any(${ids}::uuid[])`;
}
