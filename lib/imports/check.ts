import { z } from "zod";
import type { TransactionSql } from "@/db/client";
import { toUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { AudienceConfig } from "../audiences/config";
import { planContacts } from "../contacts/write";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import { type JobTurn, jobKind, type SaveProgress } from "../jobs/kind";
import { packRows, type Row, readChunks, unpackRows } from "./chunks";
import type { ImportReport } from "./contract";
import { checkInputSchema, reportSchema } from "./import-job";
import { rowReader } from "./read-row";
import { configOf } from "./run";
import { createTally, noReport, progressOf, type RowChange } from "./tally";

const chunkRows = rowsOf({ seq: "int", first_line: "int", data: "bytea" });

const rowsPerBucket = 1_000;
const bucketsPerStep = 4;
const chunksPerStep = 40;
/** A bucket's pieces have neighbouring numbers, in the order of the file. */
const piecesPerBucket = 10_000;
/** Rows spread evenly, unless one address fills much of the file. */
const bucketRowsMax = 20 * rowsPerBucket;

const cursorSchema = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("sort"), nextChunk: z.number(), pieces: z.number() }),
  z.object({ phase: z.literal("plan"), nextBucket: z.number() }),
]);
type Cursor = z.output<typeof cursorSchema>;
type Turn = JobTurn<z.output<typeof checkInputSchema>, Cursor, ImportReport>;
type Save = SaveProgress<Cursor, ImportReport>;

/**
 * A dry run: asks the write path what it would do and saves nothing of it. What a row would do depends on earlier rows of the same
 * address, which the real import has written by then. So rows are first sorted into buckets by their address; each bucket
 * is then planned as one batch, in which the write path itself sees them follow one another. Nothing of this lives in memory between
 * steps, and the numbers are those of the import.
 */
export const checkJob = jobKind({
  name: "contacts.check",
  input: checkInputSchema,
  cursor: cursorSchema,
  report: reportSchema,
  step: async (ctx, job, save) => {
    const audience = await configOf(ctx, job.input.audienceId);
    const cursor = job.cursor ?? { phase: "sort", nextChunk: 0, pieces: 0 };
    if (cursor.phase === "sort") await sortRows(ctx, job, cursor, audience, save);
    else await planBuckets(ctx, job, cursor, audience, save);
  },
});

const readerOf = (job: Turn, audience: AudienceConfig) =>
  rowReader(audience, job.input.plan, { type: "import", id: job.id, requestId: null, ip: null, userAgent: null });

const bucketsOf = ({ input }: Turn) => Math.max(1, Math.ceil(input.file.rows / rowsPerBucket));

async function sortRows(
  ctx: WorkspaceCtx,
  job: Turn,
  { nextChunk, pieces }: Extract<Cursor, { phase: "sort" }>,
  audience: AudienceConfig,
  save: Save,
): Promise<void> {
  const { file, importId } = job.input;
  const chunks = await readChunks(ctx.sql, toUuid("job", importId), nextChunk, nextChunk + chunksPerStep);
  if (chunks.length === 0 && nextChunk < file.chunks)
    throw invalid("The file of this import is gone. Upload it again.");
  const read = readerOf(job, audience);
  const tally = createTally({ report: job.report ?? noReport, issues: [] });
  const buckets = new Map<number, Row[]>();
  for (const { data } of chunks)
    for (const row of unpackRows(data)) {
      const [line, ...cells] = row;
      const change = read(cells, ctx.now());
      if (!change.ok) {
        tally.refuse(line, change.subject, change.message);
        continue;
      }
      const bucket = hash(change.email) % bucketsOf(job);
      const rows = buckets.get(bucket);
      if (rows === undefined) buckets.set(bucket, [row]);
      else rows.push(row);
    }
  const made = [...buckets].map(([bucket, rows]) => ({
    seq: bucket * piecesPerBucket + pieces,
    first_line: rows[0]?.[0] ?? 0,
    data: packRows(rows),
  }));
  const next = nextChunk + chunks.length;
  await ctx.writes.begin(async (tx) => {
    await insertPieces(tx, job.id, made);
    await save(tx, {
      ...progressOf(tally, job.report),
      cursor:
        next >= file.chunks ? { phase: "plan", nextBucket: 0 } : { phase: "sort", nextChunk: next, pieces: pieces + 1 },
      finished: false,
    });
  });
}

const insertPieces = (tx: TransactionSql, jobId: string, rows: { seq: number; first_line: number; data: Buffer }[]) =>
  tx`
    insert into job_chunks (job_id, seq, first_line, data)
    select ${toUuid("job", jobId)}::uuid, seq, first_line, data from ${chunkRows(rows)} as r`;

async function planBuckets(
  ctx: WorkspaceCtx,
  job: Turn,
  { nextBucket }: Extract<Cursor, { phase: "plan" }>,
  audience: AudienceConfig,
  save: Save,
): Promise<void> {
  const jobId = toUuid("job", job.id);
  const until = Math.min(nextBucket + bucketsPerStep, bucketsOf(job));
  const pieces = await readChunks(ctx.sql, jobId, nextBucket * piecesPerBucket, until * piecesPerBucket);
  const read = readerOf(job, audience);
  const tally = createTally({ report: job.report ?? noReport, issues: [] });
  const taken: RowChange[] = [];
  for (const { data } of pieces)
    for (const [line, ...cells] of unpackRows(data)) {
      const row = read(cells, ctx.now());
      // A data field may have changed since the rows were sorted.
      if (row.ok) taken.push({ line, email: row.email, change: row.change });
      else tally.refuse(line, row.subject, row.message);
    }
  if (taken.length > bucketsPerStep * bucketRowsMax)
    throw invalid("Too many rows of this file have the same address. Remove the duplicates and upload it again.");
  const { results } = await ctx.writes.begin((tx) =>
    planContacts(
      tx,
      taken.map(({ change }) => change),
    ),
  );
  tally.countAll(taken, results);
  const finished = until >= bucketsOf(job);
  await ctx.writes.begin(async (tx) => {
    if (finished) await tx`delete from job_chunks where job_id = ${jobId}`;
    await save(tx, { ...progressOf(tally, job.report), cursor: { phase: "plan", nextBucket: until }, finished });
  });
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
