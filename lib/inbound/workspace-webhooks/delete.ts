import { eq } from "drizzle-orm";
import { inboundHooks } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { deleteWorkspaceWebhookContract } from "./contract";
import { loadWebhook } from "./load";

/** Deletes an inbound webhook: its URL stops at once; the ledger stays. Throws `not_found`. */
export async function deleteWorkspaceWebhook(
  ctx: WorkspaceCtx,
  { webhookId }: Input<typeof deleteWorkspaceWebhookContract>,
): Promise<undefined> {
  authorize(ctx, "webhooks:write");
  const { id } = await loadWebhook(ctx, webhookId);
  await ctx.db.delete(inboundHooks).where(eq(inboundHooks.id, id));
}
