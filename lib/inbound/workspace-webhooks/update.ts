import { eq, sql } from "drizzle-orm";
import { inboundHooks } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { updateWorkspaceWebhookContract } from "./contract";
import { loadWebhook, lockWebhook, type WebhookRow } from "./load";
import { parseMapping } from "./mapping";
import { presentWebhook } from "./present";
import { checkMapping, lockAudience, refuseUselessTags, signatureColumns, tagIdsOf } from "./settings";
import { type WorkspaceWebhookTypeName, workspaceWebhookTypeNames, workspaceWebhookTypes } from "./types";

/**
 * Changes an inbound webhook; what is left out stays. With another audience its tags and mapped fields are looked up there: tags are
 * created, a field that is missing is an error. Throws `invalid_input`, `not_found`.
 */
export async function updateWorkspaceWebhook(
  ctx: WorkspaceCtx,
  { webhookId, ...input }: Input<typeof updateWorkspaceWebhookContract>,
): Promise<Answer<typeof updateWorkspaceWebhookContract>> {
  authorize(ctx, "webhooks:write");
  await transaction(ctx, async (tx) => {
    const audienceId = input.audienceId ?? (await loadWebhook(tx, webhookId)).audienceId;
    // The audience comes first, as where its tags change: the other way round two changes could wait for each other.
    await lockAudience(tx, audienceId);
    const before = await lockWebhook(tx, webhookId);
    const type = input.type ?? typeOf(before);
    refuseUselessTags(type, input.tags ?? []);
    const tags = workspaceWebhookTypes[type].takesTags ? (input.tags ?? before.tags) : [];
    const mapping = input.mapping === undefined ? parseMapping(before.mapping) : input.mapping;
    const { type: _type, tags: _tags, signature, ...settings } = input;
    await tx.db
      .update(inboundHooks)
      .set({
        ...settings,
        kind: type,
        audienceId,
        tagIds: await tagIdsOf(tx, audienceId, tags),
        mapping: await checkMapping(tx, audienceId, mapping),
        ...(signature === undefined ? {} : signatureColumns(ctx, signature, before.signatureSecret)),
        version: sql`${inboundHooks.version} + 1`,
        updatedAt: ctx.now(),
      })
      .where(eq(inboundHooks.id, before.id));
  });
  return presentWebhook(ctx, await loadWebhook(ctx, webhookId));
}

function typeOf({ kind }: WebhookRow): WorkspaceWebhookTypeName {
  const type = workspaceWebhookTypeNames.find((name) => name === kind);
  if (type === undefined) throw new Error(`a workspace webhook of the unknown type ${kind}`);
  return type;
}
