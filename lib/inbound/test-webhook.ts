import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { testWebhookContract } from "./contract";
import { requireWebhook } from "./find-webhook";
import { sendTest } from "./send-test";

/** Sends a request through the audience's webhook. Throws `not_found` before one is generated. */
export async function testWebhook(
  ctx: WorkspaceCtx,
  { audienceId, ...input }: Input<typeof testWebhookContract>,
): Promise<Answer<typeof testWebhookContract>> {
  authorize(ctx, "webhooks:write");
  const hook = await requireWebhook(ctx, audienceId);
  return sendTest(ctx, { hookId: toUuid("hok", hook.id), method: "POST", ...input });
}
