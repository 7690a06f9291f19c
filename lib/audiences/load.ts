import { and, eq, sql } from "drizzle-orm";
import { audiences } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";

export type AudienceRow = typeof audiences.$inferSelect;

/** The audience of this workspace, or `not_found`: another workspace's audience does not exist here. */
export async function loadAudience(ctx: WorkspaceCtx, audienceId: string): Promise<AudienceRow> {
  const [row] = await ctx.db.select().from(audiences).where(inWorkspace(ctx, audienceId));
  if (row === undefined) throw notFound("audience");
  return row;
}

/**
 * Raises the version by which doors notice that their copy of the audience's configuration is old. Call it first in the transaction
 * that makes the change: it also locks the audience, so that changes of one configuration follow one another. Throws `not_found`
 * like `loadAudience`.
 */
export async function bumpConfig(ctx: WorkspaceCtx, audienceId: string): Promise<AudienceRow> {
  const [row] = await ctx.db
    .update(audiences)
    .set({ configVersion: sql`${audiences.configVersion} + 1`, updatedAt: ctx.now() })
    .where(inWorkspace(ctx, audienceId))
    .returning();
  if (row === undefined) throw notFound("audience");
  return row;
}

const inWorkspace = (ctx: WorkspaceCtx, audienceId: string) =>
  and(eq(audiences.id, audienceId), eq(audiences.workspaceId, ctx.workspace.id));
