import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer } from "../http/contract";
import type { workspaceWebhookContracts } from "../webhooks/contract";
import { getWebhook } from "../webhooks/get";
import { updateWebhook as changeSettings, type WebhookChange } from "../webhooks/update";
import { authorize } from "../workspaces/permissions";
import { carryOut, decideHeld } from "./held";

/**
 * Changes a webhook, and with `{active: true, held}` sends or drops what it holds: decided in the transaction of the settings, done at
 * once as far as it is a few hundred. Left out, held deliveries stay held. Throws `invalid_input`, `not_found`.
 */
export async function updateWebhook(
  ctx: WorkspaceCtx,
  { held, ...change }: WebhookChange,
): Promise<Answer<typeof workspaceWebhookContracts.update>> {
  authorize(ctx, "webhooks:write");
  if (held === undefined) return changeSettings(ctx, change);
  let jobId: string | null = null;
  const { warning } = await changeSettings(ctx, change, async (tx, webhook) => {
    if (!webhook.active || webhook.disabledReason !== null)
      throw invalid("Held deliveries can be sent or dropped only when the webhook is switched on.", [
        { path: "held", message: "Switch the webhook on too." },
      ]);
    jobId = await decideHeld(tx, webhook.id, held);
  });
  if (jobId !== null) await carryOut(ctx, jobId, held);
  const { campaignId, webhookId } = change;
  return { ...(await getWebhook(ctx, { webhookId, ...(campaignId === undefined ? {} : { campaignId }) })), warning };
}
