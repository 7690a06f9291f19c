import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";
import { mailStates } from "../enums";

export const mails = pgTable(
  "mails",
  {
    id: id("mai")("id").primaryKey(),
    /** Null for mail about an account (forgotten password), which belongs to no workspace. */
    workspaceId: id("wks")("workspace_id"),
    contactId: id("con")("contact_id"),
    /** The run of a journey that asked for it. */
    runId: id("run")("run_id"),
    /** What it is for: `confirmation`, `invitation`, `password_reset`, `webhook_refusing`, `campaign`, …. */
    kind: text("kind").notNull(),
    fromName: text("from_name"),
    /** Null for the installation's own address. */
    fromAddress: text("from_address"),
    replyTo: text("reply_to"),
    /** Beside the usual ones. */
    headers: jsonb("headers").$type<Record<string, string>>(),
    toAddress: text("to_address").notNull(),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    state: text("state", { enum: mailStates }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** When it is due; while `sending`, when the lease ends. */
    dueAt: instant("due_at").notNull(),
    claimId: uuid("claim_id"),
    error: text("error"),
    sentAt: instant("sent_at"),
    createdAt: createdAt(),
  },
  (table) => [
    index("mails_due").on(table.dueAt).where(sql`state in ('queued', 'sending')`),
    index("mails_workspace").on(table.workspaceId, table.id),
    index("mails_to").on(table.workspaceId, table.toAddress, table.id),
    index("mails_contact").on(table.contactId).where(sql`contact_id is not null`),
  ],
);
