import type { WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { Campaign, getCampaignContract } from "./contract";
import { selectCampaign } from "./select";

/** A campaign with its progress. Throws `not_found`. */
export async function getCampaign(ctx: WorkspaceCtx, input: Input<typeof getCampaignContract>): Promise<Campaign> {
  authorize(ctx, "read");
  return selectCampaign(ctx, input.campaignId);
}
