import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, counterSlot, createdAt, id, instant, updatedAt } from "../columns";
import { hookScopes, rareOutcomes, resubscribeRules } from "../enums";
import { audiences } from "./audiences";
import { users } from "./auth";
import { workspaces } from "./workspaces";

/** A secret URL that other systems post to. `kind` names an entry in the registry of inbound kinds. */
export const inboundHooks = pgTable(
  "inbound_hooks",
  {
    id: id("hok")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    audienceId: id("aud")("audience_id")
      .notNull()
      .references(() => audiences.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    /** SHA-256 of the URL's secret; the secret itself is shown once. */
    secretHash: bytea("secret_hash").notNull().unique(),
    last4: text("last4").notNull(),
    active: boolean("active").notNull().default(true),
    /** Raised by every change. */
    version: integer("version").notNull().default(1),
    successRedirect: text("success_redirect"),
    errorRedirect: text("error_redirect"),
    allowedOrigins: text("allowed_origins").array().notNull().default(sql`'{}'`),
    /** Empty for an audience's own webhook. */
    name: text("name").notNull().default(""),
    /** The URL's secret, encrypted, where members may read it again. */
    secretCipher: bytea("secret_cipher"),
    /** Tags that every contact gets that comes in here. */
    tagIds: uuid("tag_ids").array().notNull().default(sql`'{}'`),
    methods: text("methods").array().notNull().default(sql`'{GET,POST}'`),
    /** More requests than this in a minute are asked to come back later. */
    ratePerMinute: integer("rate_per_minute"),
    /** How requests prove where they come from; its parser is the contract's. The secret is encrypted beside it. */
    signature: jsonb("signature").$type<unknown>(),
    signatureSecret: bytea("signature_secret"),
    resubscribe: text("resubscribe", { enum: resubscribeRules }).notNull().default("subscribe"),
    scope: text("scope", { enum: hookScopes }).notNull().default("workspace"),
    /** Where values lie in a foreign payload: `[{path, field}]`; null reads keys by their names. */
    mapping: jsonb("mapping").$type<unknown>(),
    createdBy: id("usr")("created_by").references(() => users.id, { onDelete: "set null" }),
    /** When the owner was last told that this webhook refuses requests. */
    refusalAlertAt: instant("refusal_alert_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("inbound_hooks_audience").on(table.audienceId).where(sql`kind = 'audience'`),
    index("inbound_hooks_workspace").on(table.workspaceId, table.id),
  ],
);

/**
 * The ledger: every request to a known hook, accepted or refused. Range-partitioned by id (UUIDv7 is time), so retention drops
 * partitions.
 */
export const inboundRequests = pgTable(
  "inbound_requests",
  {
    id: id("req")("id").notNull(),
    workspaceId: id("wks")("workspace_id").notNull(),
    audienceId: id("aud")("audience_id").notNull(),
    hookId: id("hok")("hook_id").notNull(),
    /** `door` from outside, `test` from Send test, `replay` from the ledger. */
    origin: text("origin").notNull(),
    mode: text("mode").notNull(),
    method: text("method").notNull(),
    contentType: text("content_type"),
    /** Names in lower case; values of secret-bearing headers masked. */
    headers: json("headers").$type<Record<string, string>>().notNull(),
    /** The raw bytes as they came (duplicate keys and all), or null when the body was refused unread. */
    body: bytea("body"),
    /** The query string of a GET, without `?`. */
    query: text("query"),
    replayOf: id("req")("replay_of"),
    status: smallint("status").notNull(),
    outcome: text("outcome").notNull(),
    message: text("message").notNull(),
    issues: jsonb("issues").$type<{ path: string; message: string }[]>(),
    ignored: text("ignored").array(),
    /** Keys of the data fields that the request brought. */
    fieldKeys: text("field_keys").array(),
    /** What became of an accepted request after its answer, in one sentence. */
    note: text("note"),
    email: text("email"),
    contactId: id("con")("contact_id"),
    ip: text("ip"),
    userAgent: text("user_agent"),
    durationMs: real("duration_ms").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("inbound_requests_audience").on(table.audienceId, table.id),
    index("inbound_requests_email").on(table.workspaceId, table.email, table.id),
    index("inbound_requests_contact").on(table.contactId).where(sql`contact_id is not null`),
    index("inbound_requests_refused").on(table.audienceId, table.id).where(sql`status >= 400`),
    // What is rare is found without walking over everything else; nearly all requests pay for neither of these.
    index("inbound_requests_by_hand").on(table.workspaceId, table.id).where(sql`origin <> 'door'`),
    index("inbound_requests_rare")
      .on(table.workspaceId, table.id)
      .where(sql.raw(`outcome in ('${rareOutcomes.join("','")}')`)),
    index("inbound_requests_replays").on(table.replayOf).where(sql`replay_of is not null`),
  ],
);

/** Requests per hook, minute and slot: the sparkline, and what the ledger's cap for refused requests left out. */
export const inboundTraffic = pgTable(
  "inbound_traffic",
  {
    hookId: id("hok")("hook_id")
      .notNull()
      .references(() => inboundHooks.id, { onDelete: "cascade" }),
    minute: timestamp("minute", { withTimezone: true }).notNull(),
    slot: counterSlot(),
    accepted: integer("accepted").notNull(),
    refused: integer("refused").notNull(),
    unlogged: integer("unlogged").notNull(),
    /** Refused from outside, without the conflicts that an add-only URL answers by design. */
    alarming: integer("alarming").notNull(),
  },
  (table) => [primaryKey({ columns: [table.hookId, table.minute, table.slot] })],
);

/** Answers kept for 24 hours by the sender's idempotency key: only 2xx are remembered. */
export const inboundAnswers = pgTable(
  "inbound_answers",
  {
    hookId: id("hok")("hook_id").notNull(),
    key: text("key").notNull(),
    bodyHash: bytea("body_hash").notNull(),
    status: smallint("status").notNull(),
    answer: jsonb("answer").$type<unknown>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.hookId, table.key] }), index("inbound_answers_age").on(table.createdAt)],
);
