import type { Sql, TransactionSql } from "@/db/client";
import type { MessageState } from "@/db/enums";
import { rowsOf } from "@/db/rows";
import type { Claim } from "./claim";
import type { Unsent } from "./compose";

const resultRows = rowsOf({
  id: "uuid",
  state: "text",
  reason: "text",
  due_at: "timestamptz",
  attempts: "int",
  sent_at: "timestamptz",
});

/** What has become of a claimed message. */
export interface MessageResult {
  id: string;
  state: MessageState;
  reason: string | null;
  attempts: number;
  /** When it is tried again, while it is `pending`. */
  dueAt: Date;
  sentAt: Date | null;
}

/** Writes results where the claim is still ours; answers which they are. A lease that ended has been judged by somebody else. */
export async function writeMessages(
  sql: Sql | TransactionSql,
  claim: Claim,
  results: readonly MessageResult[],
): Promise<Set<string>> {
  if (results.length === 0) return new Set();
  const rows = results.map(({ dueAt, sentAt, ...result }) => ({ ...result, due_at: dueAt, sent_at: sentAt }));
  const written = await sql<{ id: string }[]>`
    update campaign_messages m set state = r.state, reason = r.reason, attempts = r.attempts, due_at = r.due_at, sent_at = r.sent_at,
      claim_id = null
    from ${resultRows(rows)} as r
    where m.id = r.id and m.claim_id = ${claim.id} and m.state in ('pending', 'sending')
    returning m.id`;
  return new Set(written.map(({ id }) => id));
}

export const unsentResults = (unsent: readonly Unsent[], now: Date): MessageResult[] =>
  unsent.map(({ message, state, reason }) => ({
    id: message.id,
    state,
    reason,
    attempts: message.attempts,
    dueAt: now,
    sentAt: null,
  }));
