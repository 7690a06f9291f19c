import { notFound } from "next/navigation";
import { cache } from "react";
import type { CampaignScreen } from "@/components/campaigns/scope";
import { type PageCtx, pageContext } from "@/lib/api/page-context";
import { type Campaign, getCampaignContract } from "@/lib/campaigns/contract";
import { getCampaign } from "@/lib/campaigns/get";
import { isAppError } from "@/lib/errors";
import { allows } from "@/lib/workspaces/allows";

export interface CampaignPageParams {
  workspace: string;
  campaignId: string;
}

export interface PageCampaign {
  ctx: PageCtx;
  campaign: Campaign;
  /** What every screen of a campaign is given. */
  screen: CampaignScreen;
}

/** The campaign that a page is about; looked up once per request. Shows "not found" where there is none in this workspace. */
export const pageCampaign = cache(async (workspace: string, campaignId: string): Promise<PageCampaign> => {
  const ctx = await pageContext(workspace);
  if (!getCampaignContract.params.safeParse({ campaignId }).success) notFound();
  const campaign = await getCampaign(ctx, { campaignId }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  return { ctx, campaign, screen: { workspace, campaignId, canWrite: allows(ctx, "campaigns:write") } };
});
