import type { mails } from "@/db/schema";
import type { Actor } from "../context";
import { redactLinks } from "../mail/redact-links";
import type { Mail } from "./contract";
import { mayReadLinks } from "./readable-links";

const mapValues = (headers: Record<string, string>, by: (value: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, by(value)]));

/** A mail as this reader may see it. */
export function presentMail(actor: Actor, row: typeof mails.$inferSelect): Mail {
  const shown = mayReadLinks(actor, row.kind) ? (content: string) => content : redactLinks;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    fromName: row.fromName,
    fromAddress: row.fromAddress,
    replyTo: row.replyTo,
    headers: row.headers === null ? null : mapValues(row.headers, shown),
    to: row.toAddress,
    subject: row.subject,
    html: shown(row.html),
    text: shown(row.text),
    attempts: row.attempts,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}
