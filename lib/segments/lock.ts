import type { TransactionSql } from "@/db/client";

/**
 * Whoever writes memberships of an audience holds this lock to the end of its transaction, and looks at contacts after having got it.
 * So of two evaluations of a contact the later one has seen at least as much, a segment's members are whole for those that read it,
 * and writers of contacts wait for nobody. Released by the server when the process dies.
 */
export const lockClass = 7433431;

/** @returns false when somebody else is at work in the audience. */
export async function tryLockAudience(tx: TransactionSql, audienceId: string): Promise<boolean> {
  const [row] = await tx<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(${lockClass}, hashtext(${audienceId})) as locked`;
  return row?.locked === true;
}
