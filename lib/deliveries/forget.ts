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
      scope = case when state = 'pending' or event_type = 'contact.deleted' then scope end,
      url = case when state = 'pending' or event_type = 'contact.deleted' then url end
    where contact_id = any(${contactIds}::uuid[])`;
  await Promise.all([
    tx`
      update deliveries set state = 'failed', cause = 'contact_deleted', finished_at = ${now},
        error = 'It was held while the webhook was switched off, and its contact was deleted meanwhile.'
      where contact_id = any(${contactIds}::uuid[]) and state = 'held' and event_type <> 'contact.deleted'`,
    tx`
      update delivery_attempts a set response_body = null, url = case when d.run_id is null then a.url else ${hostOf(tx)} end
      from deliveries d
      where d.contact_id = any(${contactIds}::uuid[]) and a.delivery_id = d.id
        and (a.response_body is not null or d.run_id is not null)`,
  ]);
}

/** Assignments for an update that ends `deliveries d`: what was to be delivered before it is forgotten goes now. */
export const forgetting = (tx: TransactionSql): Fragment => tx`
  body = case when not d.forget then d.body end, scope = case when not d.forget then d.scope end,
  url = case when not d.forget then d.url end`;

/** What stays of an attempt's address when its journey has made it from a contact's data. */
const hostOf = (tx: TransactionSql): Fragment => tx`substring(a.url from '^[a-z]+://[^/?#]+') || '/'`;

/** The answers to such deliveries, which may quote what they were sent, and where those of runs went. Ids are bare UUIDs. */
export async function forgetAttempts(
  tx: TransactionSql,
  ended: readonly { id: string; forget: boolean; ofRun: boolean }[],
): Promise<void> {
  const forgotten = ended.filter(({ forget }) => forget);
  if (forgotten.length === 0) return;
  const ofRuns = forgotten.filter(({ ofRun }) => ofRun).map(({ id }) => id);
  await tx`
    update delivery_attempts a
    set response_body = null, url = case when a.delivery_id = any(${ofRuns}::uuid[]) then ${hostOf(tx)} else a.url end
    where a.delivery_id = any(${forgotten.map(({ id }) => id)}::uuid[])`;
}
