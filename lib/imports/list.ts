import { and, desc, eq, lt, sql } from "drizzle-orm";
import { jobs, users } from "@/db/schema";
import { audienceOf } from "../contacts/audience-of";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { readCursor } from "../workspaces/cursor";
import { authorize } from "../workspaces/permissions";
import type { listImportsContract } from "./contract";
import { presentImportItem } from "./present";
import { importJob } from "./run";

/** An audience's imports, newest first; those whose file is still coming in are left out. */
export async function listImports(
  ctx: WorkspaceCtx,
  input: Input<typeof listImportsContract>,
): Promise<Answer<typeof listImportsContract>> {
  authorize(ctx, "read");
  await audienceOf(ctx, input.audienceId);
  const before = readCursor("job", input.cursor);
  const rows = await ctx.db
    .select({ row: jobs, createdBy: users.name })
    .from(jobs)
    .leftJoin(users, eq(users.id, jobs.createdBy))
    .where(
      and(
        eq(jobs.workspaceId, ctx.workspace.id),
        eq(jobs.kind, importJob.name),
        eq(sql`${jobs.input} ->> 'audienceId'`, input.audienceId),
        sql`${jobs.input} -> 'file' <> 'null'`,
        before === null ? undefined : lt(jobs.id, before),
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = toPage(
    rows,
    input.limit,
    ({ row }) => row.id,
    ({ row, createdBy }) => presentImportItem(row, createdBy),
  );
  return { items: items.filter((item) => item !== null), nextCursor };
}
