import type { WorkspaceCtx } from "../context";
import type { Issue } from "../errors";
import { authorize } from "../workspaces/permissions";
import { loadCampaign } from "./load";
import { sendProblems } from "./problems";

/** What `send` would refuse a campaign for, by the paths of its body; empty when it is ready. Throws `not_found`. */
export async function listProblems(ctx: WorkspaceCtx, { campaignId }: { campaignId: string }): Promise<Issue[]> {
  authorize(ctx, "read");
  return sendProblems(ctx, await loadCampaign(ctx, campaignId));
}
