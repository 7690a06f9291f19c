import type { WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { changeStatus } from "./change-status";
import type { Campaign, pauseCampaignContract } from "./contract";

/** Stops the sending after the mails that are under way; a scheduled campaign becomes a draft. Throws `conflict`, `not_found`. */
export const pauseCampaign = (ctx: WorkspaceCtx, input: Input<typeof pauseCampaignContract>): Promise<Campaign> =>
  changeStatus(ctx, input.campaignId, "pause");
