import { newId } from "@/db/ids";
import type { mails } from "@/db/schema";
import { headerText } from "./header-text";

export type MailRow = typeof mails.$inferInsert;

/** What a mail is about. It decides who may follow its links in the mailbox (`lib/mailbox/readable-links.ts`). */
export const mailKinds = [
  "confirmation",
  "invitation",
  "owner_invitation",
  "password_reset",
  "webhook_refusing",
  "webhook_failing",
  "campaign",
  "campaign_test",
  "journey",
] as const;
export type MailKind = (typeof mailKinds)[number];

export interface NewMail {
  /** When its own links name it; left out, it is a new one. */
  id?: string;
  /** The run of a journey that asks for it. */
  runId?: string;
  /** Null for mail about an account, which belongs to no workspace. */
  workspaceId: string | null;
  contactId: string | null;
  kind: MailKind;
  /** Shown instead of the installation's own sender name. */
  fromName: string | null;
  /** Instead of the installation's own address, with where answers go and what stands in the headers beside the usual. */
  fromAddress?: string;
  replyTo?: string | null;
  headers?: Record<string, string>;
  to: string;
  subject: string;
  html: string;
  text: string;
  dueAt: Date;
}

/** A queued row for `mails`. Subject and sender name lose what could end a header line, so callers may pass user input. */
export function buildMail(mail: NewMail): MailRow {
  const fromName = mail.fromName === null ? "" : headerText(mail.fromName);
  return {
    id: mail.id ?? newId("mai"),
    runId: mail.runId ?? null,
    workspaceId: mail.workspaceId,
    contactId: mail.contactId,
    kind: mail.kind,
    fromName: fromName === "" ? null : fromName,
    fromAddress: mail.fromAddress ?? null,
    replyTo: mail.replyTo ?? null,
    headers: mail.headers ?? null,
    toAddress: mail.to,
    subject: headerText(mail.subject),
    html: storable(mail.html),
    text: storable(mail.text),
    state: "queued",
    dueAt: mail.dueAt,
  };
}

/** PostgreSQL has no way to store this character. */
const storable = (text: string): string => text.replaceAll("\0", "");
