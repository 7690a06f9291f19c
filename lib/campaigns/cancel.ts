import type { WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { changeStatus } from "./change-status";
import type { Campaign, cancelCampaignContract } from "./contract";

/** Ends a campaign for good; who has not got it will not. Throws `conflict`, `not_found`. */
export const cancelCampaign = (ctx: WorkspaceCtx, input: Input<typeof cancelCampaignContract>): Promise<Campaign> =>
  changeStatus(ctx, input.campaignId, "cancel");
