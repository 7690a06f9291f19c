import { notFound } from "next/navigation";
import type { WorkspaceCtx } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { type Webhook, workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { getWebhook } from "@/lib/webhooks/get";

/** The webhook that a page is about, a campaign's or one of the workspace's own. Shows "not found" where there is none. */
export async function pageWebhook(
  ctx: WorkspaceCtx,
  campaignId: string | null,
  webhookId: string | string[] | undefined,
): Promise<Webhook> {
  const params = workspaceWebhookContracts.get.params.safeParse({ webhookId });
  if (!params.success) notFound();
  const home = campaignId === null ? {} : { campaignId };
  return getWebhook(ctx, { ...home, ...params.data }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
}
