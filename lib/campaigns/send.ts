import type { TransactionSql } from "@/db/client";
import type { WorkspaceCtx } from "../context";
import { conflict, invalid } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { changeStatus } from "./change-status";
import type { Campaign, sendCampaignContract } from "./contract";
import { loadCampaign } from "./load";
import { requireContent, requireSendable } from "./problems";
import { nextStatus, refusalOf } from "./status";

/**
 * Sends a campaign now, or at a moment to come. Throws `invalid_input` with everything that is missing at once, `conflict` when it can't
 * be sent in its status, `not_found`.
 */
export async function sendCampaign(
  ctx: WorkspaceCtx,
  { campaignId, at }: Input<typeof sendCampaignContract>,
): Promise<Campaign> {
  authorize(ctx, "campaigns:write");
  const campaign = await loadCampaign(ctx, campaignId);
  if (nextStatus(campaign.status, "send") === null) throw conflict(refusalOf(campaign.status));
  await requireSendable(ctx, campaign);
  // Somebody may have emptied it meanwhile.
  const check = (tx: TransactionSql) => requireContent(tx, campaignId);
  if (at === undefined) return changeStatus(ctx, campaignId, "send", { check });
  const scheduledAt = new Date(at);
  if (scheduledAt <= ctx.now()) {
    const message = "This moment has passed. Choose one to come, or send now.";
    throw invalid(message, [{ path: "at", message }]);
  }
  return changeStatus(ctx, campaignId, "schedule", { scheduledAt, check });
}
