import { sql } from "drizzle-orm";
import {
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
import { bytea, counterSlot, createdAt, id, instant, updatedAt } from "../columns";
import { journeyStatuses, runStates, stepStates } from "../enums";
import { audiences } from "./audiences";
import { users } from "./auth";
import { workspaces } from "./workspaces";

/** A path that contacts of an audience take by themselves. Its draft is edited; what runs is a published version. */
export const journeys = pgTable(
  "journeys",
  {
    id: id("jny")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    audienceId: id("aud")("audience_id")
      .notNull()
      .references(() => audiences.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    status: text("status", { enum: journeyStatuses }).notNull().default("draft"),
    /** Its parser is the contract's. Holds no secret: blocks name a row of `journey_secrets`. */
    draft: jsonb("draft").$type<unknown>().notNull(),
    /** Raised by every save of the draft, so that two editors can't overwrite each other unseen. */
    draftRevision: integer("draft_revision").notNull().default(1),
    publishedVersionId: id("jnv")("published_version_id"),
    /** What the published version starts at: the relay reads these, never the graph. Null for what no event starts. */
    triggerEvent: text("trigger_event"),
    /** Events that blocks of any of its versions wait for: the relay reads them, never the runs. */
    awaitsEvents: text("awaits_events").array().notNull().default([]),
    createdBy: id("usr")("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("journeys_workspace").on(table.workspaceId, table.id),
    index("journeys_audience").on(table.audienceId),
    index("journeys_trigger").on(table.workspaceId, table.triggerEvent).where(sql`status = 'live'`),
  ],
);

/** What was published: never changed. Runs finish on theirs. */
export const journeyVersions = pgTable(
  "journey_versions",
  {
    id: id("jnv")("id").primaryKey(),
    journeyId: id("jny")("journey_id")
      .notNull()
      .references(() => journeys.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    graph: jsonb("graph").$type<unknown>().notNull(),
    publishedBy: id("usr")("published_by").references(() => users.id, { onDelete: "set null" }),
    publishedAt: instant("published_at").notNull(),
  },
  (table) => [uniqueIndex("journey_versions_number").on(table.journeyId, table.number)],
);

/** Passwords, tokens and secret header values of blocks, encrypted. Never changed: a new value is a new row, so versions keep theirs. */
export const journeySecrets = pgTable(
  "journey_secrets",
  {
    id: id("jsc")("id").primaryKey(),
    journeyId: id("jny")("journey_id")
      .notNull()
      .references(() => journeys.id, { onDelete: "cascade" }),
    sealed: bytea("sealed").notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("journey_secrets_journey").on(table.journeyId)],
);

/** One contact on its way through one version. */
export const journeyRuns = pgTable(
  "journey_runs",
  {
    id: id("run")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id").notNull(),
    journeyId: id("jny")("journey_id").notNull(),
    versionId: id("jnv")("version_id").notNull(),
    audienceId: id("aud")("audience_id").notNull(),
    contactId: id("con")("contact_id").notNull(),
    state: text("state", { enum: runStates }).notNull(),
    /** The block it stands before, or waits in. */
    nodeId: text("node_id").notNull(),
    /** How many blocks it has been in: steps are numbered by it. */
    visits: integer("visits").notNull().default(0),
    /** The event that it entered by, as a payload shows it; null when somebody put it in by hand. */
    trigger: jsonb("trigger").$type<unknown>(),
    /** Values kept from responses, by name. */
    variables: jsonb("variables").$type<Record<string, unknown>>().notNull().default({}),
    /** When it goes on by itself. Null when only something else can wake it. */
    wakeAt: instant("wake_at"),
    /** The drain that works on it, until then. In no index, so that a claim writes none. */
    claimId: uuid("claim_id"),
    leasedUntil: instant("leased_until"),
    /** Until when it was to wait in its block: `wake_at` may be earlier when something has woken it. */
    waitsUntil: instant("waits_until"),
    /** An event's name while it waits for one. */
    awaitsEvent: text("awaits_event"),
    /** A delivery while it waits for its end. */
    awaitsDelivery: id("dlv")("awaits_delivery"),
    /** What woke it before its time, in order: events, or the delivery's end, until the block has seen them. */
    wokenBy: jsonb("woken_by").$type<unknown[]>(),
    /** The event by which it came to where it is, or an id of that moment: what it waits for has to be later. Bare UUID. */
    afterEvent: uuid("after_event"),
    /** Through how many webhooks and journeys of ours its trigger had come. */
    hop: smallint("hop").notNull().default(0),
    /** Why it ended so, in one sentence. */
    reason: text("reason"),
    attempts: smallint("attempts").notNull().default(0),
    enteredAt: instant("entered_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    // By journey: those of a paused one are never looked at.
    index("journey_runs_due")
      .on(table.journeyId, table.wakeAt)
      .where(sql`state in ('active', 'waiting') and wake_at is not null`),
    index("journey_runs_version").on(table.versionId).where(sql`state in ('active', 'waiting', 'failed')`),
    index("journey_runs_journey").on(table.journeyId, table.id),
    index("journey_runs_open").on(table.journeyId, table.nodeId).where(sql`state in ('active', 'waiting', 'failed')`),
    // For lists of those who ended in one way, however few they are among the others.
    index("journey_runs_ended")
      .on(table.journeyId, table.state, table.id)
      .where(sql`state in ('completed', 'failed', 'stopped')`),
    index("journey_runs_contact").on(table.contactId, table.id),
    index("journey_runs_event").on(table.contactId, table.awaitsEvent).where(sql`awaits_event is not null`),
    uniqueIndex("journey_runs_delivery").on(table.awaitsDelivery).where(sql`awaits_delivery is not null`),
  ],
);

/** When a contact last entered a journey: what re-entry is decided by. Outlives the runs. */
export const journeyEntries = pgTable(
  "journey_entries",
  {
    journeyId: id("jny")("journey_id")
      .notNull()
      .references(() => journeys.id, { onDelete: "cascade" }),
    contactId: id("con")("contact_id").notNull(),
    lastAt: instant("last_at").notNull(),
    entries: integer("entries").notNull(),
  },
  (table) => [primaryKey({ columns: [table.journeyId, table.contactId] })],
);

/** What a run did in each block. Range-partitioned by the run's id. */
export const journeySteps = pgTable(
  "journey_steps",
  {
    runId: id("run")("run_id").notNull(),
    /** The run's visit, from 1. */
    number: integer("number").notNull(),
    nodeId: text("node_id").notNull(),
    state: text("state", { enum: stepStates }).notNull(),
    /** Where it left by; null while it waits, and when it ended here. */
    port: text("port"),
    /** What it decided and why, in one sentence. */
    reason: text("reason"),
    deliveryId: id("dlv")("delivery_id"),
    mailId: id("mai")("mail_id"),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [primaryKey({ columns: [table.runId, table.number] })],
);

/** Runs by block: entered, done, failed. Who waits there is what is left. */
export const journeyCounts = pgTable(
  "journey_counts",
  {
    journeyId: id("jny")("journey_id")
      .notNull()
      .references(() => journeys.id, { onDelete: "cascade" }),
    nodeId: text("node_id").notNull(),
    slot: counterSlot(),
    entered: integer("entered").notNull(),
    done: integer("done").notNull(),
    failed: integer("failed").notNull(),
  },
  (table) => [primaryKey({ columns: [table.journeyId, table.nodeId, table.slot] })],
);
