import { eq } from "drizzle-orm";
import { campaigns } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import { conflict } from "../errors";
import type { Input } from "../http/contract";
import { moveWebhooks } from "../webhooks/move";
import { authorize } from "../workspaces/permissions";
import type { Campaign, updateCampaignContract } from "./contract";
import { type CampaignRow, lockCampaign, requireRecipients } from "./load";
import { requireSendable } from "./problems";
import { selectCampaign } from "./select";
import { isEditable, refusalOf } from "./status";

type Changes = Omit<Input<typeof updateCampaignContract>, "campaignId">;

/**
 * Changes a campaign: all of a draft or a scheduled one, which has to stay fit to be sent; name and speed of any other. Its webhooks come
 * along to another audience, or say why they can't. Throws `conflict` for the rest of those, `invalid_input`, `not_found`.
 */
export async function updateCampaign(
  ctx: WorkspaceCtx,
  { campaignId, ...changes }: Input<typeof updateCampaignContract>,
): Promise<Campaign> {
  authorize(ctx, "campaigns:write");
  return transaction(ctx, async (tx) => {
    const row = await lockCampaign(tx, campaignId);
    if (!isEditable(row.status)) refuseContent(row, changes);
    const recipients = recipientsOf(row, changes);
    if (recipients !== null) await requireRecipients(tx, recipients);
    const changed = {
      ...changes,
      ...(recipients === null ? {} : { ...recipients, toSegment: recipients.segmentId !== null }),
      // The next mail may leave at the new speed at once.
      ...(changes.ratePerMinute === undefined || row.serverFailures > 0 ? {} : { notBefore: null }),
      updatedAt: ctx.now(),
    };
    if (row.status === "scheduled") await requireSendable(tx, { ...row, ...changed });
    await tx.db.update(campaigns).set(changed).where(eq(campaigns.id, row.id));
    if (recipients !== null && recipients.audienceId !== row.audienceId) await moveWebhooks(tx, row.id);
    if (row.status === "sending") tx.signals.send("campaigns/due");
    return selectCampaign(tx, row.id);
  });
}

/** A form may send everything; only what differs is a change. */
function refuseContent(row: CampaignRow, { name: _name, ratePerMinute: _rate, ...content }: Changes): void {
  const stored = new Map<string, unknown>(Object.entries(row));
  const differs = Object.entries(content).some(([key, value]) => value !== undefined && value !== stored.get(key));
  if (differs) throw conflict(`${refusalOf(row.status)} Only its name and speed can be changed.`);
}

/** Who gets it after the change, or null when nothing is said of it. Another audience has no segment of the old one. */
function recipientsOf(row: CampaignRow, { audienceId, segmentId }: Changes) {
  if (audienceId === undefined && segmentId === undefined) return null;
  const moved = audienceId !== undefined && audienceId !== row.audienceId;
  return {
    audienceId: audienceId ?? row.audienceId,
    segmentId: segmentId ?? (moved || segmentId === null ? null : row.segmentId),
  };
}
