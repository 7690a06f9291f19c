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
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, id, instant } from "../columns";
import { deliveryStates } from "../enums";

/**
 * One event on its way to one webhook. Written when it is planned and when it ends; between, `delivery_queue` says when it is due.
 * The id is the `webhook-id` that the receiver sees. Range-partitioned by id. No foreign keys: its webhook may be gone.
 */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id("dlv")("id").notNull(),
    workspaceId: id("wks")("workspace_id").notNull(),
    webhookId: id("whk")("webhook_id").notNull(),
    campaignId: id("cmp")("campaign_id"),
    eventId: id("evt")("event_id").notNull(),
    eventType: text("event_type").notNull(),
    contactId: id("con")("contact_id"),
    /** The run that asked for it; its end may be what that waits for. */
    runId: id("run")("run_id"),
    state: text("state", { enum: deliveryStates }).notNull(),
    /** Where to, when that is the contact's own affair; null for the webhook's. */
    url: text("url"),
    /** A GET's `body` is its query string. */
    method: text("method").notNull(),
    contentType: text("content_type").notNull(),
    /** Made once, sent as it is by every attempt. Null before it is made, and when its contact's data has gone. */
    body: bytea("body"),
    /** What templates are rendered from, until the body is made. */
    scope: jsonb("scope").$type<Record<string, unknown>>(),
    /** Through how many webhooks of ours it had come before this one. */
    hop: smallint("hop").notNull().default(0),
    attempts: smallint("attempts").notNull().default(0),
    /** Of the last attempt. */
    responseStatus: smallint("response_status"),
    /** Why it failed: a code of `lib/outbound/causes.ts`, and one sentence. */
    cause: text("cause"),
    error: text("error"),
    durationMs: real("duration_ms"),
    /** The contact was deleted: the body goes when it has been delivered. */
    forget: boolean("forget").notNull().default(false),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("deliveries_webhook_state").on(table.webhookId, table.state, table.id),
    index("deliveries_state").on(table.workspaceId, table.state, table.id).where(sql`state <> 'succeeded'`),
    index("deliveries_contact").on(table.contactId, table.id).where(sql`contact_id is not null`),
    index("deliveries_campaign").on(table.campaignId, table.id).where(sql`campaign_id is not null`),
    // For logs of one event. The commonest types pay for no entry: where they are sent, the newest of them are among the newest anyway.
    index("deliveries_event")
      .on(table.workspaceId, table.eventType, table.id)
      .where(sql`event_type <> all (array['email.sent', 'contact.created', 'contact.subscribed'])`),
  ],
);

/** What is still to be sent, in narrow rows, because they change often. */
export const deliveryQueue = pgTable(
  "delivery_queue",
  {
    id: id("dlv")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id").notNull(),
    webhookId: id("whk")("webhook_id").notNull(),
    shard: smallint("shard").notNull(),
    /** When it is due; while claimed, when the lease ends. */
    dueAt: instant("due_at").notNull(),
    /** The process that is sending it. */
    claimId: uuid("claim_id"),
    attempts: smallint("attempts").notNull().default(0),
  },
  (table) => [
    index("delivery_queue_due").on(table.shard, table.webhookId, table.dueAt),
    index("delivery_queue_claimed").on(table.webhookId).where(sql`claim_id is not null`),
  ],
);

/** One request and its answer. Range-partitioned by the delivery's id. */
export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    deliveryId: id("dlv")("delivery_id").notNull(),
    number: integer("number").notNull(),
    workspaceId: id("wks")("workspace_id").notNull(),
    /** Where it went: the webhook's URL may have been another one then. */
    url: text("url").notNull(),
    /** As sent; credentials masked. */
    requestHeaders: json("request_headers").$type<Record<string, string>>().notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
    durationMs: real("duration_ms").notNull(),
    responseStatus: smallint("response_status"),
    responseHeaders: json("response_headers").$type<Record<string, string>>(),
    responseBody: text("response_body"),
    responseTruncated: boolean("response_truncated").notNull().default(false),
    cause: text("cause"),
    error: text("error"),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.number] })],
);
