import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { authorize } from "../workspaces/permissions";
import type { webhookRefSchema } from "./contract";

/** What a webhook is called and where it belongs, a campaign's or the workspace's own; null when there is none. */
export async function findWebhook(
  ctx: WorkspaceCtx,
  webhookId: string,
): Promise<z.output<typeof webhookRefSchema> | null> {
  authorize(ctx, "read");
  const [row] = await ctx.db
    .select({ id: webhooks.id, name: webhooks.name, url: webhooks.url, campaignId: webhooks.campaignId })
    .from(webhooks)
    .where(and(eq(webhooks.id, webhookId), eq(webhooks.workspaceId, ctx.workspace.id)));
  return row ?? null;
}
