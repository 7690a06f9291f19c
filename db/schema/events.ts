import { sql } from "drizzle-orm";
import { date, index, integer, json, pgTable, primaryKey, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, id } from "../columns";

/** What happened, in the past tense; a snapshot of what payloads need. Range-partitioned by id. */
export const events = pgTable(
  "events",
  {
    id: id("evt")("id").notNull(),
    workspaceId: id("wks")("workspace_id").notNull(),
    audienceId: id("aud")("audience_id"),
    contactId: id("con")("contact_id"),
    type: text("type").notNull(),
    // Written once, read whole: nothing is gained by taking it apart.
    data: json("data").$type<Record<string, unknown>>().notNull(),
    source: text("source").notNull(),
    sourceId: text("source_id"),
    /** Through how many webhooks of ours what caused this had come; null for none. Keeps two systems from calling each other for ever. */
    hop: smallint("hop"),
    occurredAt: timestamp("occurred_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("events_contact").on(table.contactId, table.id),
    // For lists of one type. The two events of every sign-up pay for no entry: where people sign up, the newest of these are among the
    // newest events anyway.
    index("events_type")
      .on(table.workspaceId, table.type, table.id)
      .where(sql`type <> all (array['contact.created', 'contact.subscribed'])`),
  ],
);

/**
 * Events that the relay has not planned yet: a row for each transaction, workspace and shard. A shard holds all events of its contacts,
 * and one relay works on it at a time.
 */
export const outbox = pgTable(
  "outbox",
  {
    shard: smallint("shard").notNull(),
    /** The first of its events. */
    id: id("evt")("id").notNull(),
    workspaceId: id("wks")("workspace_id").notNull(),
    eventIds: uuid("event_ids").array().notNull(),
    /** The events' types: the relay reads only the events that a planner wants. */
    types: text("types").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.shard, table.id] })],
);

/** Events from outside by their sender's id: the same id again is the same event. */
export const eventKeys = pgTable(
  "event_keys",
  {
    workspaceId: id("wks")("workspace_id").notNull(),
    key: text("key").notNull(),
    eventId: id("evt")("event_id").notNull(),
    bodyHash: bytea("body_hash").notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.key] }), index("event_keys_age").on(table.createdAt)],
);

/** Events of a contact by type and day (UTC): what rules like "opened at least twice in 30 days" count. Outlives the events themselves. */
export const contactEventCounts = pgTable(
  "contact_event_counts",
  {
    contactId: id("con")("contact_id").notNull(),
    type: text("type").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    count: integer("count").notNull(),
    lastAt: timestamp("last_at", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.contactId, table.type, table.day] })],
);
