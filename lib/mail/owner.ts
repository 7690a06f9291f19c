import type { TransactionSql } from "@/db/client";
import type { Ctx } from "../context";
import type { MailKind } from "./build";

/** A mail as its owner knows it. Ids are bare UUIDs. */
export interface OwnedMail {
  id: string;
  runId: string | null;
  contactId: string | null;
  subject: string;
}

/** May leave; may never, and why, in one sentence; may not be asked at this moment: it stays queued. */
export type Verdict = "go" | "later" | { refusal: string };

/** How a mail has ended, as far as events tell. */
export interface EndedMail extends OwnedMail {
  /** Null when it is on its way, or in the Mailbox where there is no mail server. */
  error: string | null;
}

/**
 * Who asked for the mails of one kind, and has a word in when they leave. A port that the composition root fills, because whoever asks
 * stands above the mail.
 */
export interface MailOwner {
  kind: MailKind;
  /** Looks once more, just before they leave: much may have happened since they were queued. A fixed number of statements. */
  judge(tx: TransactionSql, ctx: Ctx, mails: readonly OwnedMail[]): Promise<Map<string, Verdict>>;
  /** Is told in the transaction that writes it down: neither is ever without the other. The caller sends `events/recorded`. */
  ended(tx: TransactionSql, ctx: Ctx, mails: readonly EndedMail[]): Promise<void>;
}
