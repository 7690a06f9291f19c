import type { Sql, TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import type { JobProblem, Progress } from "./kind";

/** Problems that are kept one by one; the rest is only counted. */
export const issuesMax = 10_000;
const messageCharactersMax = 500;

const issueRows = rowsOf({ seq: "int", line: "int", subject: "text", message: "text" });

/** Somebody else works on the job now: what this step did must not count. */
export class ClaimLost extends Error {
  constructor() {
    super("another process has taken this job over");
  }
}

/**
 * Writes a step's progress and gives the job back, where the claim is still ours. Ids are bare UUIDs. Throws `ClaimLost`.
 * @param at the moment from which the next step may run
 */
export async function saveProgress(
  tx: Sql | TransactionSql,
  claim: { jobId: string; claimId: string },
  progress: Progress<unknown, unknown>,
  at: Date,
): Promise<void> {
  const { finished, issues } = progress;
  const [row] = await tx<{ issueCount: number }[]>`
    update jobs set cursor = ${jsonOf(progress.cursor)}::text::jsonb, report = coalesce(${jsonOf(progress.report)}::text::jsonb, report),
      total = coalesce(${progress.total ?? null}::bigint, total), done = done + ${progress.done},
      succeeded = succeeded + ${progress.succeeded}, failed = failed + ${progress.failed}, issue_count = issue_count + ${issues.length},
      attempts = 0, claim_id = null, lease_until = ${at},
      state = case when ${finished} then 'done' when cancel_requested_at is null then 'running' else 'cancelled' end,
      finished_at = case when ${finished} or cancel_requested_at is not null then ${at}::timestamptz end
    where id = ${claim.jobId} and claim_id = ${claim.claimId}
    returning issue_count::int as "issueCount"`;
  if (row === undefined) throw new ClaimLost();
  await insertIssues(tx, claim.jobId, row.issueCount - issues.length, issues);
}

async function insertIssues(tx: Sql | TransactionSql, jobId: string, before: number, issues: JobProblem[]) {
  const kept = issues.slice(0, Math.max(0, issuesMax - before)).map(({ line, subject, message }, index) => ({
    seq: before + index,
    line: line ?? null,
    subject: subject?.slice(0, messageCharactersMax) ?? null,
    message: message.slice(0, messageCharactersMax),
  }));
  if (kept.length === 0) return;
  await tx`
    insert into job_issues (job_id, seq, line, subject, message)
    select ${jobId}::uuid, seq, line, subject, message from ${issueRows(kept)} as r`;
}

const jsonOf = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));
