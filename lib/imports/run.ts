import { z } from "zod";
import { isTransaction, type TransactionSql } from "@/db/client";
import { fragment } from "@/db/fragment";
import { toUuid } from "@/db/ids";
import type { Write } from "@/db/together";
import { type AudienceConfig, loadAudienceConfigs } from "../audiences/config";
import { contactWrite } from "../contacts/conflict";
import { planContacts } from "../contacts/write";
import type { Ctx } from "../context";
import { AppError, invalid } from "../errors";
import { jobKind } from "../jobs/kind";
import { addTally, isTaken, packTally, readChunks, takenByte, unpackRows, unpackTally } from "./chunks";
import type { ImportPlan } from "./contract";
import { importInputSchema, reportSchema } from "./import-job";
import { inLanes } from "./lanes";
import { type RowReader, rowReader } from "./read-row";
import { type Counted, createTally, noReport, progressOf, type RowChange, type Tally } from "./tally";

/** About a second's work, so that cancelling and other jobs need not wait. */
const chunksPerStep = 48;
/** While one batch is being decided here, the database writes others. More would leave the rest of the background no connection. */
const lanes = 3;

/** A chunk whose rows have been read. */
interface ReadChunk {
  seq: number;
  rows: RowChange[];
  tally: Tally;
}

/**
 * An import: takes the file's chunks through the write path. A chunk's contacts, their events and its own tally, which takes the place of
 * its rows, are one transaction: every row counts exactly once, whenever the process dies and whoever goes on. Chunks that have
 * addresses in common follow one another, so that the later row wins.
 */
export const importJob = jobKind({
  name: "contacts.import",
  input: importInputSchema,
  cursor: z.object({ nextChunk: z.number() }),
  report: reportSchema,
  step: async (ctx, job, save) => {
    const { file, plan, audienceId } = job.input;
    if (file === null || plan === null) throw invalid("This upload was never started. Upload the file again.");
    const jobId = toUuid("job", job.id);
    const read = readerOf(await configOf(ctx, audienceId), plan, job.id);
    const from = job.cursor?.nextChunk ?? 0;
    const until = Math.min(from + chunksPerStep, file.chunks);
    const chunks = await readChunks(ctx.sql, jobId, from, until);
    await inLanes(
      readAll(chunks, read, ctx.now()),
      lanes,
      ({ rows }) => new Set(rows.map(({ email }) => email)),
      (chunk) => takeChunk(ctx, jobId, chunk),
    );
    await ctx.writes.begin(async (tx) => {
      const taken = await tx<{ data: Uint8Array }[]>`
        delete from job_chunks where job_id = ${jobId} and seq >= ${from} and seq < ${until} returning data`;
      const before: Counted = { report: job.report ?? noReport, issues: [] };
      const sum = taken.map(({ data }) => unpackTally(data)).reduce(addTally, before);
      await save(tx, { ...progressOf(sum, job.report), cursor: { nextChunk: until }, finished: until >= file.chunks });
    });
  },
});

const readerOf = (audience: AudienceConfig, plan: ImportPlan, jobId: string) =>
  rowReader(audience, plan, { type: "import", id: jobId, requestId: null, ip: null, userAgent: null });

/** Reads each chunk when its turn has come; those that were taken before the process died are left out. */
function* readAll(chunks: { seq: number; data: Uint8Array }[], read: RowReader, at: Date): Generator<ReadChunk> {
  for (const { seq, data } of chunks) {
    if (isTaken(data)) continue;
    const tally = createTally();
    const rows: RowChange[] = [];
    for (const [line, ...cells] of unpackRows(data)) {
      const row = read(cells, at);
      if (row.ok) rows.push({ line, email: row.email, change: row.change });
      else tally.refuse(line, row.subject, row.message);
    }
    yield { seq, rows, tally };
  }
}

function takeChunk(ctx: Ctx, jobId: string, { seq, rows, tally }: ReadChunk): Promise<void> {
  return contactWrite(ctx, async (sql) => {
    if (isTransaction(sql) && (await wasTaken(sql, jobId, seq))) return;
    const { results, save } = await planContacts(
      sql,
      rows.map(({ change }) => change),
    );
    // All of it may run again.
    const counted = createTally(tally);
    counted.countAll(rows, results);
    await save({ writes: [markTaken(jobId, seq, packTally(counted))] });
  });
}

/** Writes nothing at all when somebody else has taken the chunk: a process that was thought to be dead. */
const markTaken = (jobId: string, seq: number, tally: Buffer): Write => ({
  name: "taken",
  statement: fragment`
    update job_chunks set data = ${tally}::bytea
    where job_id = ${jobId}::uuid and seq = ${seq}::int and get_byte(data, 0) <> ${takenByte}::int returning 1`,
  rows: 1,
});

/** Holds the chunk. */
async function wasTaken(tx: TransactionSql, jobId: string, seq: number): Promise<boolean> {
  const [chunk] = await tx<{ data: Uint8Array }[]>`
    select substring(data for 1) as data from job_chunks where job_id = ${jobId} and seq = ${seq} for update`;
  return chunk === undefined || isTaken(chunk.data);
}

/** Throws not_found, which ends the job with its words. */
export async function configOf({ sql }: Ctx, audienceId: string): Promise<AudienceConfig> {
  const id = toUuid("aud", audienceId);
  const audience = (await loadAudienceConfigs(sql, [id])).get(id);
  if (audience === undefined)
    throw new AppError("not_found", "The audience of this import was deleted. Nothing more was imported.");
  return audience;
}
