import { z } from "zod";
import { type contactStatuses, jobStates } from "@/db/enums";
import { audienceParams } from "../audiences/contract";
import { fieldLimits } from "../audiences/fields/shape";
import { tagNameSchema } from "../audiences/tags/contract";
import { listContactsContract, settableStatuses } from "../contacts/contract";
import { contract, idSchema, instantSchema } from "../http/contract";
import { jobSchema } from "../jobs/contract";
import { page, pageQuery } from "../pagination";
import { encodings } from "./csv/decode";
import { delimiters } from "./csv/delimiter";
import { importLimits } from "./limits";

const oneImport = audienceParams.extend({ importId: idSchema("job") });

/** What a column of the file becomes. */
export const columnTargetSchema = z.discriminatedUnion("to", [
  z.strictObject({ to: z.literal("email") }),
  z.strictObject({ to: z.literal("field"), key: z.string().max(fieldLimits.keyCharactersMax) }),
  /** Names separated by commas; they are added. */
  z.strictObject({ to: z.literal("tags") }),
  /** Names of existing groups, separated by commas; they are joined. */
  z.strictObject({ to: z.literal("groups") }),
  /** Status names of ours, or the usual words of other senders. */
  z.strictObject({ to: z.literal("status") }),
  z.strictObject({ to: z.literal("ignore") }),
]);
export type ColumnTarget = z.output<typeof columnTargetSchema>;

export const importOptionsSchema = z.strictObject({
  /** What happens to contacts that are in the audience already. */
  existing: z.enum(["update", "skip"]).default("update"),
  /** The status of new contacts whose row names none. */
  newStatus: z.enum(settableStatuses).default("subscribed"),
  /** Whether a row that says "subscribed" lifts somebody who has unsubscribed. Bounced and complained contacts are never lifted. */
  resubscribe: z.boolean().default(false),
  /** Added to every contact of the file. */
  tags: z.array(tagNameSchema).max(20).default([]),
  /** What an empty cell does to a data field that has a value. */
  blanks: z.enum(["keep", "clear"]).default("keep"),
});
export type ImportOptions = z.output<typeof importOptionsSchema>;

export const importPlanSchema = z.object({
  /** One for each column of the file, in its order. */
  columns: z.array(columnTargetSchema).min(1).max(importLimits.columnsMax),
  options: importOptionsSchema,
});
export type ImportPlan = z.output<typeof importPlanSchema>;

/** What has become, or would become, of the rows so far. */
export const importReportSchema = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** In the audience already, and left alone as was asked. */
  skipped: z.int(),
  /** Rows that could not be taken; each has an issue. */
  refused: z.int(),
  /** Rows whose status did not become what they asked for; their data was taken. */
  statusKept: z.int(),
});
export type ImportReport = z.output<typeof importReportSchema>;

const runSchema = jobSchema.omit({ kind: true, title: true, report: true }).extend({ report: importReportSchema });
export type ImportRun = z.output<typeof runSchema>;

export const importSchema = z.object({
  id: idSchema("job"),
  audienceId: idSchema("audience"),
  fileName: z.string(),
  bytes: z.int(),
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  /** The header's cells; "Column 1" and so on when the file has no header. */
  columns: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  /** A mapping that the names of the columns suggest. */
  suggested: z.array(columnTargetSchema),
  /** Rows that can be read. */
  rows: z.int(),
  /** Rows that can't, each with an issue. */
  malformed: z.int(),
  /** `ready`: uploaded, not started. */
  state: z.enum([...jobStates, "ready"]),
  plan: importPlanSchema.nullable(),
  /** The newest dry run. */
  check: runSchema.nullable(),
  /** The import itself, once it was started. */
  run: runSchema.nullable(),
  createdBy: z.string().nullable(),
  createdAt: instantSchema,
});
export type Import = z.output<typeof importSchema>;

export const uploadImportContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/imports",
  summary: "Upload a CSV file of contacts; nothing is imported before it is started",
  params: audienceParams,
  query: z.object({
    fileName: z.string().max(importLimits.fileNameCharactersMax).default("contacts.csv"),
    encoding: z.enum(encodings).default("utf-8"),
    /** Found by looking at the file when left out. */
    delimiter: z.enum(delimiters).optional(),
  }),
  rawBody: "text/csv",
  answer: importSchema,
  status: 201,
});

export const listImportsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/imports",
  summary: "List an audience's imports, newest first",
  params: audienceParams,
  query: pageQuery,
  answer: page(importSchema.omit({ sample: true, suggested: true, plan: true, columns: true, check: true })),
});
export type ImportListItem = z.output<typeof listImportsContract.answer>["items"][number];

export const getImportContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/imports/{importId}",
  summary: "Get an import with its dry run and its progress",
  params: oneImport,
  answer: importSchema,
});

export const startImportContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/imports/{importId}/start",
  summary: "Start an import, or a dry run that counts what it would do",
  params: oneImport,
  body: z.strictObject({
    mapping: importPlanSchema.shape.columns,
    options: importOptionsSchema.prefault({}),
    dryRun: z.boolean().default(false),
    /** That the people in the file agreed to get mail. Needed to import anybody who may get some. */
    consent: z.boolean().default(false),
  }),
  answer: importSchema,
  status: 202,
});

const ofRun = z.object({ of: z.enum(["check", "run"]).default("run") });

export const listImportIssuesContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/imports/{importId}/issues",
  summary: "List the first rows that an import or its dry run could not take, by line",
  params: oneImport,
  query: ofRun,
  answer: z.object({
    items: z.array(z.object({ line: z.int().nullable(), subject: z.string().nullable(), message: z.string() })),
    /** All issues, also those that are not listed. */
    total: z.int(),
  }),
});
export type ImportIssues = z.output<typeof listImportIssuesContract.answer>;

export const exportImportIssuesContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/imports/{importId}/issues.csv",
  summary: "Download the rows that an import could not take, and why, as CSV (at most 10,000)",
  params: oneImport,
  query: ofRun,
  rawAnswer: "text/csv",
  answer: z.string(),
});

export const exportContactsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/contacts/export.csv",
  summary: "Download contacts as CSV, with the filters of the list",
  params: audienceParams,
  query: listContactsContract.query.omit({ cursor: true, limit: true }),
  rawAnswer: "text/csv",
  answer: z.string(),
});

/** Words by which other senders' exports call our statuses, compared like keys. */
export const statusWords: Record<string, (typeof contactStatuses)[number]> = {
  subscribed: "subscribed",
  active: "subscribed",
  confirmed: "subscribed",
  optedin: "subscribed",
  unconfirmed: "unconfirmed",
  pending: "unconfirmed",
  unsubscribed: "unsubscribed",
  optedout: "unsubscribed",
  bounced: "bounced",
  hardbounced: "bounced",
  cleaned: "bounced",
  complained: "complained",
  complaint: "complained",
  spam: "complained",
};
