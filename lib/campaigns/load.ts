import { and, eq } from "drizzle-orm";
import { audiences, campaigns, segments } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { invalid, notFound } from "../errors";

export type CampaignRow = typeof campaigns.$inferSelect;

/** The campaign of this workspace. Throws `not_found`. */
export async function loadCampaign(ctx: WorkspaceCtx, campaignId: string): Promise<CampaignRow> {
  const [row] = await ctx.db.select().from(campaigns).where(own(ctx, campaignId));
  if (row === undefined) throw notFound("campaign");
  return row;
}

/** The same, held until the transaction ends: two people, or somebody and the background, can't take the same step twice. */
export async function lockCampaign(tx: WorkspaceCtx, campaignId: string): Promise<CampaignRow> {
  const [row] = await tx.db.select().from(campaigns).where(own(tx, campaignId)).for("update");
  if (row === undefined) throw notFound("campaign");
  return row;
}

const own = (ctx: WorkspaceCtx, campaignId: string) =>
  and(eq(campaigns.id, campaignId), eq(campaigns.workspaceId, ctx.workspace.id));

/** Refuses an audience of another workspace, and a segment of another audience. Throws `invalid_input` at the field. */
export async function requireRecipients(
  ctx: WorkspaceCtx,
  { audienceId, segmentId }: { audienceId: string; segmentId: string | null },
): Promise<void> {
  const refuse = (path: string, message: string) => invalid(message, [{ path, message }]);
  const audience = and(eq(audiences.id, audienceId), eq(audiences.workspaceId, ctx.workspace.id));
  if ((await ctx.db.$count(audiences, audience)) === 0)
    throw refuse("audienceId", "This workspace has no such audience.");
  if (segmentId === null) return;
  const segment = and(eq(segments.id, segmentId), eq(segments.audienceId, audienceId));
  if ((await ctx.db.$count(segments, segment)) === 0) throw refuse("segmentId", "The audience has no such segment.");
}
