import type { WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { changeStatus } from "./change-status";
import type { Campaign, resumeCampaignContract } from "./contract";

/** Goes on with a paused campaign where it stopped. Throws `conflict`, `not_found`. */
export const resumeCampaign = (ctx: WorkspaceCtx, input: Input<typeof resumeCampaignContract>): Promise<Campaign> =>
  changeStatus(ctx, input.campaignId, "resume");
