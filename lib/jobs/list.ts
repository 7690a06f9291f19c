import { and, desc, eq, lt } from "drizzle-orm";
import { jobs } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { readCursor } from "../workspaces/cursor";
import { authorize } from "../workspaces/permissions";
import type { listJobsContract } from "./contract";
import { presentJob } from "./present";

/** Jobs of the workspace, newest first, by kind and state. */
export async function listJobs(
  ctx: WorkspaceCtx,
  input: Input<typeof listJobsContract>,
): Promise<Answer<typeof listJobsContract>> {
  authorize(ctx, "read");
  const before = readCursor("job", input.cursor);
  const rows = await ctx.db
    .select()
    .from(jobs)
    .where(
      and(
        eq(jobs.workspaceId, ctx.workspace.id),
        input.kind === undefined ? undefined : eq(jobs.kind, input.kind),
        input.state === undefined ? undefined : eq(jobs.state, input.state),
        before === null ? undefined : lt(jobs.id, before),
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, (row) => row.id, presentJob);
}
