import { bigint, index, integer, jsonb, pgTable, primaryKey, real, smallint, text, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant } from "../columns";
import { jobStates } from "../enums";
import { users } from "./auth";
import { workspaces } from "./workspaces";

/** What each background function has been doing, for the Background page. */
export const backgroundFunctions = pgTable("background_functions", {
  name: text("name").primaryKey(),
  runs: bigint("runs", { mode: "number" }).notNull().default(0),
  failures: bigint("failures", { mode: "number" }).notNull().default(0),
  lastStartedAt: instant("last_started_at"),
  lastFinishedAt: instant("last_finished_at"),
  lastDurationMs: real("last_duration_ms"),
  lastFailedAt: instant("last_failed_at"),
  lastError: text("last_error"),
});

/** A wake-up that was asked for and not answered yet: at most one signal is under way for each shard of a function. */
export const drainShards = pgTable(
  "drain_shards",
  { name: text("name").notNull(), shard: smallint("shard").notNull(), requestedAt: instant("requested_at") },
  (table) => [primaryKey({ columns: [table.name, table.shard] })],
);

/** Long work that somebody started and watches: an import, a replay. `kind` names an entry in the registry of job kinds. */
export const jobs = pgTable(
  "jobs",
  {
    id: id("job")("id").primaryKey(),
    workspaceId: id("wks")("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    title: text("title").notNull(),
    /** Parsed by the kind's own schema, like `cursor` and `report`. */
    input: jsonb("input").$type<unknown>().notNull(),
    cursor: jsonb("cursor").$type<unknown>(),
    report: jsonb("report").$type<unknown>(),
    state: text("state", { enum: jobStates }).notNull(),
    total: bigint("total", { mode: "number" }),
    done: bigint("done", { mode: "number" }).notNull().default(0),
    succeeded: bigint("succeeded", { mode: "number" }).notNull().default(0),
    failed: bigint("failed", { mode: "number" }).notNull().default(0),
    /** Everything that was noted; `job_issues` keeps the first ten thousand. */
    issueCount: bigint("issue_count", { mode: "number" }).notNull().default(0),
    /** One clear sentence when the job as a whole has failed. */
    error: text("error"),
    attempts: integer("attempts").notNull().default(0),
    claimId: uuid("claim_id"),
    leaseUntil: instant("lease_until"),
    cancelRequestedAt: instant("cancel_requested_at"),
    createdBy: id("usr")("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (table) => [index("jobs_workspace").on(table.workspaceId, table.id), index("jobs_state").on(table.state, table.id)],
);

/** Input that came as a stream, cut into pieces that one transaction takes each. */
export const jobChunks = pgTable(
  "job_chunks",
  {
    jobId: id("job")("job_id")
      .notNull()
      .references(() => jobs.id, { onDelete: "cascade" }),
    seq: integer("seq").notNull(),
    firstLine: bigint("first_line", { mode: "number" }).notNull(),
    data: bytea("data").notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.seq] })],
);

/** What a job could not do, line by line. */
export const jobIssues = pgTable(
  "job_issues",
  {
    jobId: id("job")("job_id")
      .notNull()
      .references(() => jobs.id, { onDelete: "cascade" }),
    seq: bigint("seq", { mode: "number" }).notNull(),
    line: bigint("line", { mode: "number" }),
    subject: text("subject"),
    message: text("message").notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.seq] })],
);
