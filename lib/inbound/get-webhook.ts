import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getWebhookContract } from "./contract";
import { requireWebhook } from "./find-webhook";
import { presentWebhook } from "./present-webhook";

/** The audience's webhook with its URLs masked. Throws not_found before one is generated. */
export async function getWebhook(
  ctx: WorkspaceCtx,
  input: Input<typeof getWebhookContract>,
): Promise<Answer<typeof getWebhookContract>> {
  authorize(ctx, "read");
  return presentWebhook(ctx, await requireWebhook(ctx, input.audienceId));
}
