import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";

/** The bare UUID of a campaign of this workspace. Throws `not_found` for any other. */
export async function ownCampaign(ctx: WorkspaceCtx, campaignId: string): Promise<string> {
  const id = toUuid("cmp", campaignId);
  const [found] = await ctx.sql`
    select from campaigns where id = ${id} and workspace_id = ${toUuid("wks", ctx.workspace.id)}`;
  if (found === undefined) throw notFound("campaign");
  return id;
}
