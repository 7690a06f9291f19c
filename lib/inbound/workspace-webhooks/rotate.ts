import { eq, sql } from "drizzle-orm";
import { inboundHooks } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { rotateWorkspaceWebhookContract } from "./contract";
import { loadWebhook } from "./load";
import { presentWebhook } from "./present";
import { newUrlSecret } from "./secret";

/** Gives an inbound webhook a new URL; the old one stops at once, in every process. Throws `not_found`. */
export async function rotateWorkspaceWebhook(
  ctx: WorkspaceCtx,
  { webhookId }: Input<typeof rotateWorkspaceWebhookContract>,
): Promise<Answer<typeof rotateWorkspaceWebhookContract>> {
  authorize(ctx, "webhooks:write");
  const { id } = await loadWebhook(ctx, webhookId);
  await ctx.db
    .update(inboundHooks)
    .set({ ...newUrlSecret(ctx), version: sql`${inboundHooks.version} + 1`, updatedAt: ctx.now() })
    .where(eq(inboundHooks.id, id));
  return presentWebhook(ctx, await loadWebhook(ctx, webhookId));
}
