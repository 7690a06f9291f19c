import { and, desc, eq, sql } from "drizzle-orm";
import { jobs, users } from "@/db/schema";
import { audienceOf } from "../contacts/audience-of";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { checkJob } from "./check";
import type { getImportContract, Import } from "./contract";
import { type JobRow, presentImport } from "./present";
import { importJob } from "./run";

/** An import with its newest dry run and its progress. Throws not_found. */
export async function getImport(ctx: WorkspaceCtx, input: Input<typeof getImportContract>): Promise<Import> {
  authorize(ctx, "read");
  const audience = await audienceOf(ctx, input.audienceId);
  const { row, createdBy } = await loadImport(ctx, input);
  const found = presentImport(row, await findCheck(ctx, row.id), createdBy, audience.fields);
  if (found === null) throw notFound("import");
  return found;
}

/** The job of an import of this audience, and the name of who uploaded it. Throws not_found. */
export async function loadImport(
  ctx: WorkspaceCtx,
  { audienceId, importId }: { audienceId: string; importId: string },
): Promise<{ row: JobRow; createdBy: string | null }> {
  const [found] = await ctx.db
    .select({ row: jobs, createdBy: users.name })
    .from(jobs)
    .leftJoin(users, eq(users.id, jobs.createdBy))
    .where(
      and(
        eq(jobs.id, importId),
        eq(jobs.workspaceId, ctx.workspace.id),
        eq(jobs.kind, importJob.name),
        eq(sql`${jobs.input} ->> 'audienceId'`, audienceId),
      ),
    );
  if (found === undefined) throw notFound("import");
  return found;
}

/** The newest dry run of an import. */
export async function findCheck(ctx: WorkspaceCtx, importId: string): Promise<JobRow | null> {
  const [row] = await ctx.db
    .select()
    .from(jobs)
    .where(
      and(
        eq(jobs.workspaceId, ctx.workspace.id),
        eq(jobs.kind, checkJob.name),
        eq(sql`${jobs.input} ->> 'importId'`, importId),
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(1);
  return row ?? null;
}
