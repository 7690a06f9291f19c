import { eq } from "drizzle-orm";
import { inboundHooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { deleteWebhookContract } from "./contract";
import { requireWebhook } from "./find-webhook";

/** Deletes the audience's webhook: its URLs stop at once; the ledger stays. Throws not_found. */
export async function deleteWebhook(ctx: WorkspaceCtx, input: Input<typeof deleteWebhookContract>): Promise<undefined> {
  authorize(ctx, "webhooks:write");
  const { id } = await requireWebhook(ctx, input.audienceId);
  await ctx.db.delete(inboundHooks).where(eq(inboundHooks.id, id));
}
