import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { counterSlot, createdAt, id, instant, updatedAt } from "../columns";
import { contactStatuses } from "../enums";
import { workspaces } from "./workspaces";

export const audiences = pgTable(
  "audiences",
  {
    id: id("aud")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    doubleOptIn: boolean("double_opt_in").notNull(),
    confirmationSubject: text("confirmation_subject").notNull(),
    confirmationText: text("confirmation_text").notNull(),
    confirmationExpiryDays: integer("confirmation_expiry_days").notNull(),
    /**
     * Raised by every change that decides how a request is understood (fields, groups, double opt-in). Doors cache the
     * configuration with its version, and every batch compares it in its own transaction.
     */
    configVersion: integer("config_version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("audiences_workspace").on(table.workspaceId, table.id)],
);

/**
 * Exact number of contacts by status, kept by the write path in the transaction that changes it. The number is the sum over the
 * slots: each connection adds to a slot of its own, so that one batch does not wait for another's commit.
 */
export const audienceCounters = pgTable(
  "audience_counters",
  {
    audienceId: id("aud")("audience_id")
      .notNull()
      .references(() => audiences.id, { onDelete: "cascade" }),
    status: text("status", { enum: contactStatuses }).notNull(),
    slot: counterSlot(),
    contacts: bigint("contacts", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.audienceId, table.status, table.slot] })],
);

export const dataFields = pgTable(
  "data_fields",
  {
    id: id("fld")("id").primaryKey(),
    audienceId: id("aud")("audience_id")
      .notNull()
      .references(() => audiences.id, { onDelete: "cascade" }),
    /** The key in `contacts.fields`; never changes. */
    key: text("key").notNull(),
    /** The key without case, `_`, `-` and spaces: what incoming keys are compared by. */
    matchKey: text("match_key").notNull(),
    label: text("label").notNull(),
    type: text("type").notNull(),
    options: jsonb("options").$type<string[]>().notNull().default([]),
    required: boolean("required").notNull().default(false),
    defaultValue: jsonb("default_value").$type<unknown>(),
    private: boolean("private").notNull().default(false),
    position: integer("position").notNull(),
    /** Set when deleted: hidden at once, the row goes when the last contact has lost its value. */
    removedAt: instant("removed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("data_fields_match_key").on(table.audienceId, table.matchKey)],
);

export const groups = pgTable(
  "groups",
  {
    id: id("grp")("id").primaryKey(),
    audienceId: id("aud")("audience_id")
      .notNull()
      .references(() => audiences.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The name in lower case: two groups may not differ by case alone. */
    matchName: text("match_name").notNull(),
    /** Set when deleted: the name is free at once, the row goes when its last contact has left. */
    removedAt: instant("removed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("groups_match_name").on(table.audienceId, table.matchName).where(sql`removed_at is null`)],
);

export const tags = pgTable(
  "tags",
  {
    id: id("tag")("id").primaryKey(),
    audienceId: id("aud")("audience_id")
      .notNull()
      .references(() => audiences.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    matchName: text("match_name").notNull(),
    /** Set when merged: contacts get this tag instead while the row is being removed. */
    mergedInto: id("tag")("merged_into"),
    removedAt: instant("removed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("tags_match_name").on(table.audienceId, table.matchName).where(sql`removed_at is null`)],
);
