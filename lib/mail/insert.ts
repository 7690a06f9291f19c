import type { ISql } from "postgres";
import { toUuid } from "@/db/ids";
import type { MailRow } from "./build";

/**
 * Queues rows of `buildMail` with one statement, in a transaction of the raw client. The caller sends `mail/queued` after its
 * commit.
 */
export async function insertMails(sql: ISql, rows: MailRow[]): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map((row) => ({
    id: toUuid("mai", row.id),
    workspace_id: row.workspaceId == null ? null : toUuid("wks", row.workspaceId),
    contact_id: row.contactId == null ? null : toUuid("con", row.contactId),
    kind: row.kind,
    from_name: row.fromName ?? null,
    to_address: row.toAddress,
    subject: row.subject,
    html: row.html,
    text: row.text,
    due_at: row.dueAt.toISOString(),
  }));
  await sql`
    insert into mails (id, workspace_id, contact_id, kind, from_name, to_address, subject, html, text, state, due_at)
    select id, workspace_id, contact_id, kind, from_name, to_address, subject, html, text, 'queued', due_at
    from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as mail(
      id uuid, workspace_id uuid, contact_id uuid, kind text, from_name text, to_address text, subject text, html text, text text,
      due_at timestamptz)`;
}
