import { and, asc, eq, gt } from "drizzle-orm";
import { jobIssues } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import type { listJobIssuesContract } from "./contract";
import { getJob } from "./get";
import { issuesMax } from "./save-progress";

/** What a job could not do, in the order of its input. */
export async function listJobIssues(
  ctx: WorkspaceCtx,
  input: Input<typeof listJobIssuesContract>,
): Promise<Answer<typeof listJobIssuesContract>> {
  const job = await getJob(ctx, input);
  const rows = await ctx.db
    .select()
    .from(jobIssues)
    .where(and(eq(jobIssues.jobId, job.id), gt(jobIssues.seq, afterSeq(input.cursor))))
    .orderBy(asc(jobIssues.seq))
    .limit(input.limit + 1);
  const shown = toPage(
    rows,
    input.limit,
    (row) => String(row.seq),
    ({ line, subject, message }) => ({ line, subject, message }),
  );
  return { ...shown, unlisted: Math.max(0, job.issueCount - issuesMax) };
}

function afterSeq(cursor: string | undefined): number {
  if (cursor === undefined || cursor === "") return -1;
  if (!/^\d{1,9}$/.test(cursor)) throw invalid("This is no cursor of this list. Start again without one.");
  return Number(cursor);
}
