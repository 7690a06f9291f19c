import { newId } from "@/db/ids";
import { webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { atHome } from "./home";

/** Gives a campaign the webhooks of another one, with their secrets. One that was switched off by itself is paused in the copy. */
export async function copyWebhooks(tx: WorkspaceCtx, fromCampaignId: string, toCampaignId: string): Promise<void> {
  const rows = await tx.db.select().from(webhooks).where(atHome(tx, fromCampaignId)).orderBy(webhooks.id);
  if (rows.length === 0) return;
  const now = tx.now();
  await tx.db.insert(webhooks).values(
    rows.map((row) => ({
      ...row,
      id: newId("whk"),
      campaignId: toCampaignId,
      active: row.active && row.disabledReason === null,
      disabledReason: null,
      disabledAt: null,
      createdBy: tx.actor.type === "user" ? tx.actor.userId : null,
      createdAt: now,
      updatedAt: now,
    })),
  );
}
