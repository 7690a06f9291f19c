import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { countRecipientsContract } from "./contract";
import { loadCampaign } from "./load";
import { countRecipientsOf } from "./recipients";

/** Counts who would get the campaign now. Throws `not_found`. */
export async function countRecipients(
  ctx: WorkspaceCtx,
  { campaignId }: Input<typeof countRecipientsContract>,
): Promise<Answer<typeof countRecipientsContract>> {
  authorize(ctx, "read");
  return countRecipientsOf(ctx, await loadCampaign(ctx, campaignId));
}
