import { and, desc, eq, lt } from "drizzle-orm";
import { audiences } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { readCursor } from "../workspaces/cursor";
import { authorize } from "../workspaces/permissions";
import type { listAudiencesContract } from "./contract";
import { countContacts, presentAudience } from "./present";

/** A page of the workspace's audiences with their contacts by status, newest first. */
export async function listAudiences(
  ctx: WorkspaceCtx,
  { cursor, limit }: Input<typeof listAudiencesContract>,
): Promise<Answer<typeof listAudiencesContract>> {
  authorize(ctx, "read");
  const after = readCursor("aud", cursor);
  const rows = await ctx.db
    .select()
    .from(audiences)
    .where(and(eq(audiences.workspaceId, ctx.workspace.id), after === null ? undefined : lt(audiences.id, after)))
    .orderBy(desc(audiences.id))
    .limit(limit + 1);
  const counts = await countContacts(
    ctx,
    rows.map((row) => row.id),
  );
  return toPage(
    rows,
    limit,
    (row) => row.id,
    (row) => presentAudience(row, counts.get(row.id)),
  );
}
