import { sql } from "drizzle-orm";
import type { TransactionSql } from "@/db/client";
import { toUuid } from "@/db/ids";
import type { Ctx } from "../context";

/**
 * Whoever writes memberships of an audience's segments, or changes their rules, holds this lock to the end of its transaction, and
 * looks at contacts after having got it. So of two evaluations of a contact the later one has seen at least as much, a segment's
 * members are whole for those that read it, and writers of contacts wait for nobody. The server releases it when a process dies.
 */
const lockClass = 7433431;

/**
 * For the background. Ids are bare UUIDs.
 * @returns false when somebody else is at work in the audience
 */
export async function tryLockEvaluation(tx: TransactionSql, audienceId: string): Promise<boolean> {
  const [row] = await tx<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(${lockClass}, hashtext(${audienceId})) as locked`;
  return row?.locked === true;
}

/** For verbs, inside their transaction: waits for the step under way, a fraction of a second. */
export async function lockEvaluation(tx: Ctx, audienceId: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(${lockClass}, hashtext(${toUuid("aud", audienceId)}))`);
}
