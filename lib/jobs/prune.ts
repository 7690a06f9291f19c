import type { Ctx } from "../context";

const dayMs = 86_400_000;
/** Chunks are large, and a job's issues go with it. */
const perStep = { chunks: 50, jobs: 20 };
const keptDays = { chunks: 1, jobs: 90 };

/** One step of forgetting jobs that are over: their input after a day, all of them after a quarter. Answers whether there may be more. */
export async function pruneJobs({ sql, now }: Ctx): Promise<boolean> {
  const before = (days: number) => new Date(now().getTime() - days * dayMs);
  const chunks = await sql`
    delete from job_chunks where (job_id, seq) in (
      select c.job_id, c.seq from jobs j join job_chunks c on c.job_id = j.id
      where j.state in ('done', 'failed', 'cancelled') and j.finished_at < ${before(keptDays.chunks)} limit ${perStep.chunks})`;
  const jobs = await sql`
    delete from jobs where id in (
      select id from jobs where state in ('done', 'failed', 'cancelled') and finished_at < ${before(keptDays.jobs)}
      limit ${perStep.jobs})`;
  return chunks.count > 0 || jobs.count > 0;
}
