import type { WorkspaceCtx } from "../context";
import type { AudienceWebhook } from "./contract";
import type { HookRow } from "./find-webhook";
import { readTrafficOf } from "./traffic";
import { maskedSecret, webhookUrls } from "./webhook-urls";

/** A webhook as the interface shows it, with its last 24 hours. */
export async function presentWebhook(ctx: WorkspaceCtx, hook: HookRow): Promise<AudienceWebhook> {
  return {
    id: hook.id,
    maskedUrls: webhookUrls(ctx.env.publicUrl, maskedSecret(hook.last4)),
    last4: hook.last4,
    successRedirect: hook.successRedirect,
    errorRedirect: hook.errorRedirect,
    allowedOrigins: hook.allowedOrigins,
    createdAt: hook.createdAt.toISOString(),
    regeneratedAt: hook.updatedAt.toISOString(),
    traffic: await readTrafficOf(ctx, hook.id),
  };
}
