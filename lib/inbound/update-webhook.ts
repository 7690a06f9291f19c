import { eq, sql } from "drizzle-orm";
import { inboundHooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { updateWebhookContract } from "./contract";
import { requireWebhook } from "./find-webhook";
import { presentWebhook } from "./present-webhook";

/** Changes where sign-up forms lead to and which origins a browser may post from; what is left out stays. */
export async function updateWebhook(
  ctx: WorkspaceCtx,
  input: Input<typeof updateWebhookContract>,
): Promise<Answer<typeof updateWebhookContract>> {
  authorize(ctx, "webhooks:write");
  const { audienceId, ...settings } = input;
  const { id } = await requireWebhook(ctx, audienceId);
  const [hook] = await ctx.db
    .update(inboundHooks)
    .set({ ...settings, version: sql`${inboundHooks.version} + 1` })
    .where(eq(inboundHooks.id, id))
    .returning();
  if (hook === undefined) throw notFound("inbound webhook");
  return presentWebhook(ctx, hook);
}
