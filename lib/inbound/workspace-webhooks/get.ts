import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { getWorkspaceWebhookContract } from "./contract";
import { loadWebhook } from "./load";
import { presentWebhook } from "./present";

/** One inbound webhook with its URL. Throws `not_found`. */
export async function getWorkspaceWebhook(
  ctx: WorkspaceCtx,
  { webhookId }: Input<typeof getWorkspaceWebhookContract>,
): Promise<Answer<typeof getWorkspaceWebhookContract>> {
  authorize(ctx, "read");
  return presentWebhook(ctx, await loadWebhook(ctx, webhookId));
}
