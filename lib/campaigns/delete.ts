import { eq } from "drizzle-orm";
import { campaigns } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import { conflict } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { deleteCampaignContract } from "./contract";
import { lockCampaign } from "./load";
import { isDeletable, refusalOf } from "./status";

/** Deletes a campaign that nobody is about to get, with its report and webhooks. Throws `conflict`, `not_found`. */
export async function deleteCampaign(
  ctx: WorkspaceCtx,
  { campaignId }: Input<typeof deleteCampaignContract>,
): Promise<Answer<typeof deleteCampaignContract>> {
  authorize(ctx, "campaigns:write");
  await transaction(ctx, async (tx) => {
    const { id, status } = await lockCampaign(tx, campaignId);
    if (!isDeletable(status)) throw conflict(refusalOf(status));
    await tx.db.delete(campaigns).where(eq(campaigns.id, id));
  });
}
