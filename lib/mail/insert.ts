import type { Sql, TransactionSql } from "@/db/client";
import { toUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { MailRow } from "./build";

const mailRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  contact_id: "uuid",
  run_id: "uuid",
  kind: "text",
  from_name: "text",
  from_address: "text",
  reply_to: "text",
  headers: "jsonb",
  to_address: "text",
  subject: "text",
  html: "text",
  text: "text",
  state: "text",
  due_at: "timestamptz",
});

/**
 * Inserts rows of `buildMail` with one statement, in a transaction of the raw client. The caller sends `mail/queued` after its commit.
 */
export async function insertMails(sql: Sql | TransactionSql, rows: MailRow[]): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map((row) => ({
    id: toUuid("mai", row.id),
    workspace_id: row.workspaceId == null ? null : toUuid("wks", row.workspaceId),
    contact_id: row.contactId == null ? null : toUuid("con", row.contactId),
    run_id: row.runId == null ? null : toUuid("run", row.runId),
    kind: row.kind,
    from_name: row.fromName,
    from_address: row.fromAddress,
    reply_to: row.replyTo,
    headers: row.headers,
    to_address: row.toAddress,
    subject: row.subject,
    html: row.html,
    text: row.text,
    state: row.state,
    due_at: row.dueAt,
  }));
  await sql`
    insert into mails (id, workspace_id, contact_id, run_id, kind, from_name, from_address, reply_to, headers, to_address, subject, html, text,
      state, due_at)
    select id, workspace_id, contact_id, run_id, kind, from_name, from_address, reply_to, headers, to_address, subject, html, text, state, due_at
    from ${mailRows(records)} as r`;
}
