import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { sendTest } from "../send-test";
import type { testWorkspaceWebhookContract } from "./contract";
import { loadWebhook } from "./load";

/** Sends a request through the webhook by its id, as the door would take it; a paused one too. Throws `not_found`. */
export async function testWorkspaceWebhook(
  ctx: WorkspaceCtx,
  { webhookId, ...input }: Input<typeof testWorkspaceWebhookContract>,
): Promise<Answer<typeof testWorkspaceWebhookContract>> {
  authorize(ctx, "webhooks:write");
  const hook = await loadWebhook(ctx, webhookId);
  return sendTest(ctx, { hookId: toUuid("hok", hook.id), mode: "", ...input });
}
