import { and, eq } from "drizzle-orm";
import { jobs } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getJobContract, Job } from "./contract";
import { presentJob } from "./present";

/** One job of the workspace with its progress. Throws `not_found`. */
export async function getJob(ctx: WorkspaceCtx, input: Input<typeof getJobContract>): Promise<Job> {
  authorize(ctx, "read");
  const [row] = await ctx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.id, input.jobId), eq(jobs.workspaceId, ctx.workspace.id)));
  if (row === undefined) throw notFound("job");
  return presentJob(row);
}
