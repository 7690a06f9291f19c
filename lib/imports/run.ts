import { z } from "zod";
import { toUuid } from "@/db/ids";
import { loadAudienceConfigs } from "../audiences/config";
import type { ContactChange } from "../contacts/change";
import { contactTransaction } from "../contacts/conflict";
import { planContacts } from "../contacts/write";
import type { Ctx } from "../context";
import { AppError, invalid } from "../errors";
import { jobKind } from "../jobs/kind";
import { readChunks, unpackRows } from "./chunks";
import { importInputSchema, reportSchema } from "./import-job";
import { rowReader } from "./read-row";
import { createTally, progressOf } from "./tally";

/** One transaction takes so many chunks: enough to share its commit, few enough that it ends within a second. */
const chunksPerStep = 8;

/**
 * An import: takes the file's chunks in their order through the write path. Contacts, events and the cursor are one transaction, so
 * every row counts exactly once, whenever the process dies.
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
    const audience = await configOf(ctx, audienceId);
    const from = job.cursor?.nextChunk ?? 0;
    const chunks = await readChunks(ctx.sql, jobId, from, from + chunksPerStep);
    const source = { type: "import" as const, id: job.id, requestId: null, ip: null, userAgent: null };
    const read = rowReader(audience, plan, source);
    const at = ctx.now();
    const finished = from + chunks.length >= file.chunks;

    await contactTransaction(ctx, async (tx) => {
      const tally = createTally(job.report);
      for (const { data } of chunks) {
        const taken: { line: number; email: string; change: ContactChange }[] = [];
        for (const [line, ...cells] of unpackRows(data)) {
          const row = read(cells, at);
          if (row.ok) taken.push({ line, email: row.email, change: row.change });
          else tally.refuse(line, row.subject, row.message);
        }
        const { results, save: write } = await planContacts(
          tx,
          taken.map(({ change }) => change),
        );
        await write();
        for (const [index, { line, email }] of taken.entries()) {
          const result = results[index];
          if (result !== undefined) tally.count(line, email, result);
        }
      }
      if (finished) await tx`delete from job_chunks where job_id = ${jobId}`;
      await save(tx, { ...progressOf(tally, job.report), cursor: { nextChunk: from + chunks.length }, finished });
    });
  },
});

/** Throws not_found, which ends the job with its words. */
export async function configOf({ sql }: Ctx, audienceId: string) {
  const id = toUuid("aud", audienceId);
  const audience = (await loadAudienceConfigs(sql, [id])).get(id);
  if (audience === undefined)
    throw new AppError("not_found", "The audience of this import was deleted. Nothing more was imported.");
  return audience;
}
