import { toUuid } from "@/db/ids";
import { sourceOf } from "../contacts/source-of";
import type { WorkspaceCtx } from "../context";
import { conflict, notFound } from "../errors";
import { authorize } from "../workspaces/permissions";
import type { Campaign } from "./contract";
import { selectCampaign } from "./select";
import { type CampaignAction, refusalOf } from "./status";
import { holdCampaign, takeStep } from "./take-step";

/**
 * Takes one step of a campaign for somebody, whatever the background does at the same moment. Throws `not_found`, and `conflict` with
 * what can be done instead.
 */
export async function changeStatus(
  ctx: WorkspaceCtx,
  campaignId: string,
  action: CampaignAction,
  scheduledAt?: Date,
): Promise<Campaign> {
  authorize(ctx, "campaigns:write");
  await ctx.sql.begin(async (tx) => {
    const campaign = await holdCampaign(tx, toUuid("wks", ctx.workspace.id), toUuid("cmp", campaignId));
    if (campaign === undefined) throw notFound("campaign");
    const { type, id } = sourceOf(ctx);
    const details = { source: { type, id }, ...(scheduledAt === undefined ? {} : { scheduledAt }) };
    if ((await takeStep(tx, campaign, action, ctx.now(), details)) === null) throw conflict(refusalOf(campaign.status));
  });
  ctx.signals.send("events/recorded");
  ctx.signals.send("campaigns/due");
  return selectCampaign(ctx, campaignId);
}
