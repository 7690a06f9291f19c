import { sql } from "drizzle-orm";
import { newId } from "@/db/ids";
import { inboundHooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { sha256, urlSecret } from "../crypto";
import { AppError } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { generateWebhookContract } from "./contract";
import { findWebhook } from "./find-webhook";
import { presentWebhook } from "./present-webhook";
import { webhookUrls } from "./webhook-urls";

/**
 * Generates the audience's webhook URLs, or new ones in place of the old, which stop at once. This answer is the only place where the
 * secret ever stands: its hash and last four characters are what is stored.
 */
export async function generateWebhook(
  ctx: WorkspaceCtx,
  input: Input<typeof generateWebhookContract>,
): Promise<Answer<typeof generateWebhookContract>> {
  authorize(ctx, "webhooks:write");
  await findWebhook(ctx, input.audienceId);
  const secret = urlSecret();
  const fresh = { secretHash: sha256(secret), last4: secret.slice(-4), updatedAt: ctx.now(), refusalAlertAt: null };
  const [hook] = await ctx.db
    .insert(inboundHooks)
    .values({
      id: newId("hok"),
      workspaceId: ctx.workspace.id,
      audienceId: input.audienceId,
      kind: "audience",
      createdBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
      ...fresh,
    })
    .onConflictDoUpdate({
      target: inboundHooks.audienceId,
      targetWhere: sql`kind = 'audience'`,
      set: { ...fresh, version: sql`${inboundHooks.version} + 1` },
    })
    .returning();
  if (hook === undefined) throw new AppError("internal", "The webhook could not be generated. Try again.");
  return { ...(await presentWebhook(ctx, hook)), urls: webhookUrls(ctx.env.publicUrl, secret) };
}
