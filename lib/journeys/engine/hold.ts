import type { TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import type { Move } from "./make";

const contactKeys = rowsOf({ audience_id: "uuid", id: "uuid" });

/**
 * The runs that are still ours to move, locked until the transaction ends. Not those that somebody has stopped, moved or claimed
 * meanwhile: their word counts.
 */
export async function holdRuns(tx: TransactionSql, claimId: string, moves: readonly Move[]): Promise<Set<string>> {
  const ids = moves.map(({ surroundings }) => surroundings.run.id);
  const rows = await tx<{ id: string }[]>`
    select id from journey_runs where id = any(${ids}::uuid[]) and claim_id = ${claimId} and state in ('active', 'waiting')
    order by id for update`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * Keeps the contacts of runs from being deleted until the transaction ends: what is written of somebody after the deletion would stay for
 * ever. Whom somebody is writing to at this moment is left out, so that nobody waits for anybody.
 * @returns status by contact, of those who are there
 */
export async function holdContacts(tx: TransactionSql, moves: readonly Move[]): Promise<Map<string, string>> {
  const keys = moves.map(({ surroundings: { run } }) => ({ audience_id: run.audienceId, id: run.contactId }));
  const rows = await tx<{ id: string; status: string }[]>`
    select held.id, held.status from (select distinct * from ${contactKeys(keys)} as r) k, lateral (
      select c.id, c.status from contacts c where c.audience_id = k.audience_id and c.id = k.id for key share of c skip locked) held`;
  return new Map(rows.map(({ id, status }) => [id, status]));
}
