import { eq } from "drizzle-orm";
import { webhooks } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import { authorize } from "../workspaces/permissions";
import type { WebhookRef } from "./home";
import { lockWebhook } from "./load";

/** Deletes a webhook: what it has not delivered is not sent, the log stays. Throws `not_found`. */
export async function deleteWebhook(ctx: WorkspaceCtx, ref: WebhookRef): Promise<undefined> {
  authorize(ctx, "webhooks:write");
  await transaction(ctx, async (tx) => {
    const { id } = await lockWebhook(tx, ref);
    await tx.db.delete(webhooks).where(eq(webhooks.id, id));
  });
}
