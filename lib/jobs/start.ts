import { and, eq } from "drizzle-orm";
import { jobs } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { conflict } from "../errors";
import { authorize } from "../workspaces/permissions";
import { jobCatalogue } from "./catalogue";
import type { Job } from "./contract";
import type { JobKind } from "./kind";
import { presentJob } from "./present";

/** Lets a job go that was held until its input was complete. Throws `conflict` when it runs or has ended. */
export async function startJob<Input>(
  ctx: WorkspaceCtx,
  kind: JobKind<Input>,
  jobId: string,
  known: { input?: Input; total?: number; title?: string },
): Promise<Job> {
  authorize(ctx, jobCatalogue[kind.name].permission);
  const [row] = await ctx.db
    .update(jobs)
    .set({
      leaseUntil: null,
      ...(known.input === undefined ? {} : { input: kind.input.parse(known.input) }),
      ...(known.total === undefined ? {} : { total: known.total }),
      ...(known.title === undefined ? {} : { title: known.title }),
    })
    .where(
      and(
        eq(jobs.id, jobId),
        eq(jobs.workspaceId, ctx.workspace.id),
        eq(jobs.kind, kind.name),
        eq(jobs.state, "queued"),
      ),
    )
    .returning();
  if (row === undefined) throw conflict("This job has been started or cancelled already. Begin a new one.");
  ctx.signals.send("jobs/queued");
  return presentJob(row);
}
