import { eq } from "drizzle-orm";
import { toUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import { jobs } from "@/db/schema";
import { audienceOf } from "../contacts/audience-of";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Input } from "../http/contract";
import { createJob } from "../jobs/create";
import { authorize } from "../workspaces/permissions";
import { createChunker, packRows, type Row } from "./chunks";
import type { Import, uploadImportContract } from "./contract";
import { getImport } from "./get";
import type { ImportFile } from "./import-job";
import { importLimits } from "./limits";
import { openFile } from "./open-file";
import { importJob } from "./run";

const issueRows = rowsOf({ seq: "int", line: "int", message: "text" });
const dayMs = 86_400_000;

/**
 * Takes a CSV file of any size as it comes in: rows are cut into chunks, each written before more is read than the next. Nothing is
 * imported yet. Throws invalid_input for what is no CSV file; then, and when the sender goes away, nothing is left.
 */
export async function uploadImport(
  ctx: WorkspaceCtx,
  input: Input<typeof uploadImportContract>,
  body: AsyncIterable<Uint8Array>,
): Promise<Import> {
  authorize(ctx, "contacts:write");
  const { audienceId } = input;
  await audienceOf(ctx, audienceId);
  const { id } = await createJob(ctx, importJob, {
    title: `Import ${input.fileName}`,
    input: { audienceId, file: null, plan: null, started: null },
    holdUntil: new Date(ctx.now().getTime() + importLimits.keptDays * dayMs),
  });
  try {
    const file = await storeFile(ctx, toUuid("job", id), input, body);
    await ctx.db
      .update(jobs)
      .set({
        input: importJob.input.parse({ audienceId, file, plan: null }),
        total: file.rows + file.malformed,
        done: file.malformed,
        failed: file.malformed,
        issueCount: file.malformed,
      })
      .where(eq(jobs.id, id));
  } catch (error) {
    await ctx.db.delete(jobs).where(eq(jobs.id, id));
    throw error;
  }
  return getImport(ctx, { audienceId, importId: id });
}

async function storeFile(
  ctx: WorkspaceCtx,
  jobId: string,
  input: Input<typeof uploadImportContract>,
  body: AsyncIterable<Uint8Array>,
): Promise<ImportFile> {
  const opened = await openFile(body, input);
  const chunker = createChunker();
  const sample: string[][] = [];
  let rows = 0;
  let chunks = 0;
  let malformed = 0;
  const write = async (part: Row[]) => {
    await ctx.sql`
      insert into job_chunks (job_id, seq, first_line, data)
      values (${jobId}, ${chunks}, ${part[0]?.[0] ?? 0}, ${packRows(part)})`;
    chunks += 1;
  };
  for await (const records of opened.rows) {
    const problems: { line: number; message: string }[] = [];
    for (const record of records) {
      if ("problem" in record) {
        problems.push({ line: record.line, message: record.problem });
        continue;
      }
      if (record.cells.every((cell) => cell.trim() === "")) continue;
      rows += 1;
      if (rows > importLimits.rowsMax)
        throw invalid("The file has more than 5,000,000 rows. Split it and upload the parts one after another.");
      if (sample.length < importLimits.sampleRows) sample.push(record.cells.map((cell) => cell.slice(0, 200)));
      const full = chunker.add([record.line, ...record.cells]);
      if (full !== null) await write(full);
    }
    await insertIssues(ctx, jobId, malformed, problems);
    malformed += problems.length;
  }
  const rest = chunker.rest();
  if (rest.length > 0) await write(rest);
  if (rows === 0 && malformed === 0) throw invalid("This file has a header and no rows. Upload one with contacts.");
  const { delimiter, columns } = opened;
  const { encoding, fileName: name } = input;
  return { name, bytes: opened.bytes(), encoding, delimiter, columns, sample, rows, malformed, chunks };
}

async function insertIssues(
  ctx: WorkspaceCtx,
  jobId: string,
  before: number,
  problems: { line: number; message: string }[],
): Promise<void> {
  const kept = problems
    .slice(0, Math.max(0, importLimits.issuesMax - before))
    .map((problem, index) => ({ ...problem, seq: before + index }));
  if (kept.length === 0) return;
  await ctx.sql`
    insert into job_issues (job_id, seq, line, message)
    select ${jobId}::uuid, seq, line, message from ${issueRows(kept)} as r`;
}
