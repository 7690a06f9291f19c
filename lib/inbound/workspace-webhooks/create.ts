import { newId } from "@/db/ids";
import { inboundHooks } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { createWorkspaceWebhookContract } from "./contract";
import { loadWebhook } from "./load";
import { presentWebhook } from "./present";
import { newUrlSecret } from "./secret";
import { checkMapping, defaultAudience, lockAudience, refuseUselessTags, signatureColumns, tagIdsOf } from "./settings";

/** Creates an inbound webhook with a URL of its own. Tags that its audience lacks are created. Throws `invalid_input`, `not_found`. */
export async function createWorkspaceWebhook(
  ctx: WorkspaceCtx,
  input: Input<typeof createWorkspaceWebhookContract>,
): Promise<Answer<typeof createWorkspaceWebhookContract>> {
  authorize(ctx, "webhooks:write");
  refuseUselessTags(input.type, input.tags);
  const audienceId = input.audienceId ?? (await defaultAudience(ctx));
  const id = newId("hok");
  const { type, tags, mapping, signature, ...settings } = input;
  const now = ctx.now();
  await transaction(ctx, async (tx) => {
    await lockAudience(tx, audienceId);
    await tx.db.insert(inboundHooks).values({
      id,
      workspaceId: ctx.workspace.id,
      ...settings,
      audienceId,
      kind: type,
      ...newUrlSecret(ctx),
      tagIds: await tagIdsOf(tx, audienceId, tags),
      mapping: await checkMapping(tx, audienceId, mapping),
      ...signatureColumns(ctx, signature, null),
      createdBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
      createdAt: now,
      updatedAt: now,
    });
  });
  return presentWebhook(ctx, await loadWebhook(ctx, id));
}
