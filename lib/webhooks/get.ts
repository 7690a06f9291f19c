import type { WorkspaceCtx } from "../context";
import type { Answer } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { workspaceWebhookContracts } from "./contract";
import type { WebhookRef } from "./home";
import { loadWebhook } from "./load";
import { presentWebhook } from "./present";

/** One webhook of a campaign, or of the workspace's own. Throws `not_found`. */
export async function getWebhook(
  ctx: WorkspaceCtx,
  ref: WebhookRef,
): Promise<Answer<typeof workspaceWebhookContracts.get>> {
  authorize(ctx, "read");
  return presentWebhook(ctx, await loadWebhook(ctx, ref));
}
