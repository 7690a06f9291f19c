import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { counterSlot, createdAt, id, instant, updatedAt } from "../columns";
import { audiences } from "./audiences";

/** A rule tree and how far its membership has come. */
export const segments = pgTable(
  "segments",
  {
    id: id("seg")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id").notNull(),
    audienceId: id("aud")("audience_id")
      .notNull()
      .references(() => audiences.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    matchName: text("match_name").notNull(),
    /** Parsed by the rules' own schema. */
    rules: jsonb("rules").$type<unknown>().notNull(),
    /** Raised by every change of the rules; a rebuild of an older version ends. */
    version: integer("version").notNull().default(1),
    /** What the rules read, as properties are named: only changes of these touch the segment. */
    reads: text("reads").array().notNull(),
    /** Bare ids of the segments that the rules name. */
    readsSegments: uuid("reads_segments").array().notNull(),
    /** 0 reads no segment; a segment stands above all that it reads. */
    depth: smallint("depth").notNull().default(0),
    /** Whether time alone can change the answer. */
    timed: boolean("timed").notNull().default(false),
    /** The version that membership has been rebuilt for; less than `version` means a rebuild is due or under way. */
    builtVersion: integer("built_version").notNull().default(0),
    /** Contacts up to this one (bare id) are rebuilt for the newest version. */
    buildCursor: uuid("build_cursor"),
    buildDone: bigint("build_done", { mode: "number" }).notNull().default(0),
    buildTotal: bigint("build_total", { mode: "number" }).notNull().default(0),
    recalculatedAt: instant("recalculated_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("segments_name").on(table.audienceId, table.matchName),
    index("segments_workspace").on(table.workspaceId, table.id),
  ],
);

export const segmentMembers = pgTable(
  "segment_members",
  {
    segmentId: id("seg")("segment_id").notNull(),
    contactId: id("con")("contact_id").notNull(),
    enteredAt: timestamp("entered_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.segmentId, table.contactId] }),
    index("segment_members_contact").on(table.contactId),
  ],
);

/** Who came and went, by hour; the number of members is the sum over all of it. */
export const segmentTraffic = pgTable(
  "segment_traffic",
  {
    segmentId: id("seg")("segment_id").notNull(),
    hour: timestamp("hour", { withTimezone: true }).notNull(),
    slot: counterSlot(),
    entered: integer("entered").notNull(),
    left: integer("left").notNull(),
  },
  (table) => [primaryKey({ columns: [table.segmentId, table.hour, table.slot] })],
);

/** Contacts whose segments must be looked at again, with what changed. Many rows may name one contact; they are taken together. */
export const staleContacts = pgTable(
  "stale_contacts",
  {
    shard: smallint("shard").notNull(),
    id: uuid("id").notNull(),
    audienceId: id("aud")("audience_id").notNull(),
    contactId: id("con")("contact_id").notNull(),
    /** Names of changed properties; `*` is all. */
    changed: text("changed").array().notNull(),
    /** Through how many webhooks and journeys of ours what changed it had come; null for none. */
    hop: smallint("hop"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.shard, table.id] })],
);

/** When time alone will change a contact's membership. */
export const segmentTurns = pgTable(
  "segment_turns",
  {
    segmentId: id("seg")("segment_id").notNull(),
    contactId: id("con")("contact_id").notNull(),
    dueAt: timestamp("due_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.segmentId, table.contactId] }),
    index("segment_turns_due").on(table.dueAt),
    index("segment_turns_contact").on(table.contactId),
  ],
);
