import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea, counterSlot, createdAt, id, instant, updatedAt } from "../columns";
import { requestMethods, webhookContentTypes } from "../enums";
import { users } from "./auth";
import { campaigns } from "./campaigns";
import { journeyVersions } from "./journeys";
import { workspaces } from "./workspaces";

/**
 * Where events go out to: a campaign's, or the whole workspace's when it names none. A published journey has one for each Webhook block of
 * a version, subscribed to nothing: these never change, and are nobody's to list.
 */
export const webhooks = pgTable(
  "webhooks",
  {
    id: id("whk")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    campaignId: id("cmp")("campaign_id").references(() => campaigns.id, { onDelete: "cascade" }),
    journeyVersionId: id("jnv")("journey_version_id").references(() => journeyVersions.id, { onDelete: "cascade" }),
    /** The block. */
    nodeId: text("node_id"),
    name: text("name").notNull().default(""),
    url: text("url").notNull(),
    contentType: text("content_type", { enum: webhookContentTypes }).notNull(),
    method: text("method", { enum: requestMethods }).notNull(),
    /** Basic authentication when there is a user name; the password is encrypted. */
    username: text("username"),
    password: bytea("password"),
    /** Encrypted. After a rotation the previous one signs too until its time is over. */
    secret: bytea("secret"),
    previousSecret: bytea("previous_secret"),
    previousSecretUntil: instant("previous_secret_until"),
    /** Also `X-Webhook-Signature`: the hex HMAC of the body. */
    hexSignature: boolean("hex_signature").notNull().default(false),
    logResponseBody: boolean("log_response_body").notNull().default(false),
    active: boolean("active").notNull().default(true),
    /** Why it was switched off by itself: a code of `lib/webhooks/disabled.ts`. Null when it is on, or somebody paused it. */
    disabledReason: text("disabled_reason"),
    disabledAt: instant("disabled_at"),
    events: text("events").array().notNull(),
    /** Its parser is the contract's. */
    filters: jsonb("filters").$type<unknown>(),
    /** `{mappings: […]}`; null sends the default payload. */
    customPayload: jsonb("custom_payload").$type<unknown>(),
    /** Encrypted: `[{name, value}]`, token authentication among them. */
    extraHeaders: bytea("extra_headers"),
    /** Null for what all have. */
    timeoutMs: integer("timeout_ms"),
    attemptsMax: smallint("attempts_max"),
    redirectIsSuccess: boolean("redirect_is_success").notNull().default(false),
    /** Null for no limit. */
    ratePerMinute: integer("rate_per_minute"),
    /** Requests under way at once. */
    concurrency: smallint("concurrency").notNull().default(10),
    createdBy: id("usr")("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("webhooks_workspace").on(table.workspaceId, table.id),
    index("webhooks_campaign").on(table.campaignId).where(sql`campaign_id is not null`),
    uniqueIndex("webhooks_journey").on(table.journeyVersionId, table.nodeId).where(sql`journey_version_id is not null`),
    index("webhooks_disabled").on(table.disabledAt).where(sql`disabled_at is not null`),
  ],
);

/**
 * Webhooks that have gone while something may still be on its way to them. Written by a trigger, because campaigns and audiences take
 * their webhooks with them; read by what ends those deliveries.
 */
export const deletedWebhooks = pgTable("deleted_webhooks", {
  webhookId: id("whk")("webhook_id").primaryKey(),
  workspaceId: id("wks")("workspace_id").notNull(),
  deletedAt: timestamp("deleted_at", { withTimezone: true }).notNull().defaultNow(),
});

/** How an endpoint has been answering: written by the delivery engine alone, so that settings and health never wait for each other. */
export const webhookHealth = pgTable(
  "webhook_health",
  {
    webhookId: id("whk")("webhook_id")
      .primaryKey()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    /** Failed attempts since the last success. */
    failuresInRow: integer("failures_in_row").notNull().default(0),
    /** Nothing is sent before this moment; the next request afterwards is a probe. */
    openUntil: instant("open_until"),
    /** How often it was opened without a success between: each time for longer. */
    trips: integer("trips").notNull().default(0),
    /** It lets requests time out: until then it gets few slots. */
    slowUntil: instant("slow_until"),
    failingSince: instant("failing_since"),
    /** When its owner was told that it will be switched off, and when that it was. */
    warnedAt: instant("warned_at"),
    toldAt: instant("told_at"),
    lastSuccessAt: instant("last_success_at"),
    lastFailureAt: instant("last_failure_at"),
    /** A code of `lib/outbound/causes.ts`, and the sentence that was true then. */
    lastCause: text("last_cause"),
    lastError: text("last_error"),
    /** The rate limit's bucket: so many requests were left at that moment. */
    tokens: real("tokens"),
    tokensAt: instant("tokens_at"),
  },
  (table) => [index("webhook_health_failing").on(table.failingSince).where(sql`failing_since is not null`)],
);

/** Attempts by webhook and hour: the health chart. */
export const webhookTraffic = pgTable(
  "webhook_traffic",
  {
    webhookId: id("whk")("webhook_id")
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    hour: timestamp("hour", { withTimezone: true }).notNull(),
    slot: counterSlot(),
    succeeded: integer("succeeded").notNull(),
    failed: integer("failed").notNull(),
    /** Of all attempts together. */
    durationMs: bigint("duration_ms", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.webhookId, table.hour, table.slot] })],
);
