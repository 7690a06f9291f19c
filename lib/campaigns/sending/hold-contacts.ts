import type { TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import type { Told } from "./compose";

const contactKeys = rowsOf({ audience_id: "uuid", id: "uuid" });

const keysOf = (all: readonly Told[]) =>
  all.map(({ message, campaign }) => ({ audience_id: campaign.audienceId, id: message.contactId }));

/**
 * Keeps contacts from being deleted until the transaction ends: what is written of somebody after the deletion would stay for ever.
 * @returns the ids of those who are still there
 */
export async function holdContacts(tx: TransactionSql, all: readonly Told[]): Promise<Set<string>> {
  if (all.length === 0) return new Set();
  const rows = await tx<{ id: string }[]>`
    select held.id from (select distinct * from ${contactKeys(keysOf(all))} as r order by audience_id, id) k, lateral (
      select c.id from contacts c where c.audience_id = k.audience_id and c.id = k.id for key share of c) held`;
  return new Set(rows.map(({ id }) => id));
}

/** The same without waiting: who is still Active, and whom nobody is writing to at this moment. */
export async function holdActiveContacts(tx: TransactionSql, all: readonly Told[]): Promise<Set<string>> {
  if (all.length === 0) return new Set();
  const rows = await tx<{ id: string }[]>`
    select c.id from (select distinct * from ${contactKeys(keysOf(all))} as r) k
    join contacts c on c.audience_id = k.audience_id and c.id = k.id and c.status = 'subscribed'
    for key share of c skip locked`;
  return new Set(rows.map(({ id }) => id));
}
