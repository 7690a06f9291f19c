import { and, eq } from "drizzle-orm";
import { webhookHealth, webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import { atHome, type WebhookRef } from "./home";

export type WebhookRow = typeof webhooks.$inferSelect;

const select = (ctx: WorkspaceCtx, { campaignId, webhookId }: WebhookRef) =>
  ctx.db
    .select()
    .from(webhooks)
    .where(and(atHome(ctx, campaignId), eq(webhooks.id, webhookId)));

/** One webhook of a campaign, or of the workspace's own. Throws `not_found`, also for another campaign's. */
export async function loadWebhook(ctx: WorkspaceCtx, ref: WebhookRef): Promise<WebhookRow> {
  const [row] = await select(ctx, ref);
  if (row === undefined) throw notFound("webhook");
  return row;
}

/**
 * Holds the webhook's row until the transaction ends: two changes take turns, and the relay waits. Its health is held first, as the
 * delivery engine does, so that neither waits for the other in a circle. Throws `not_found`.
 */
export async function lockWebhook(ctx: WorkspaceCtx, ref: WebhookRef): Promise<WebhookRow> {
  const { id } = await loadWebhook(ctx, ref);
  const health = ctx.db.select({ id: webhookHealth.webhookId }).from(webhookHealth);
  await health.where(eq(webhookHealth.webhookId, id)).for("no key update");
  const [row] = await select(ctx, ref).for("no key update");
  if (row === undefined) throw notFound("webhook");
  return row;
}
