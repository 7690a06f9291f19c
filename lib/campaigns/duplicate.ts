import { newId } from "@/db/ids";
import { campaigns } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { copyWebhooks } from "../webhooks/copy";
import { authorize } from "../workspaces/permissions";
import type { Campaign, duplicateCampaignContract } from "./contract";
import { campaignLimits } from "./limits";
import { loadCampaign } from "./load";
import { selectCampaign } from "./select";

/** Makes a draft with the same content, recipients and webhooks. Throws `not_found`. */
export async function duplicateCampaign(
  ctx: WorkspaceCtx,
  { campaignId }: Input<typeof duplicateCampaignContract>,
): Promise<Campaign> {
  authorize(ctx, "campaigns:write");
  return transaction(ctx, async (tx) => {
    const row = await loadCampaign(tx, campaignId);
    const id = newId("cmp");
    const now = ctx.now();
    await tx.db.insert(campaigns).values({
      id,
      workspaceId: row.workspaceId,
      audienceId: row.audienceId,
      segmentId: row.segmentId,
      toSegment: row.toSegment,
      name: copyName(row.name),
      subject: row.subject,
      previewText: row.previewText,
      fromName: row.fromName,
      fromEmail: row.fromEmail,
      replyTo: row.replyTo,
      html: row.html,
      trackOpens: row.trackOpens,
      trackClicks: row.trackClicks,
      ratePerMinute: row.ratePerMinute,
      createdBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
      createdAt: now,
      updatedAt: now,
    });
    await copyWebhooks(tx, row.id, id);
    return selectCampaign(tx, id);
  });
}

const suffix = " (copy)";
const copyName = (name: string): string =>
  `${name.slice(0, campaignLimits.nameCharactersMax - suffix.length)}${suffix}`;
