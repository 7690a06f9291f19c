import { and, desc, lt } from "drizzle-orm";
import { webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { readCursor } from "../workspaces/cursor";
import { authorize } from "../workspaces/permissions";
import type { workspaceWebhookContracts } from "./contract";
import { atHome, loadHome } from "./home";
import { presentWebhooks } from "./present";

/** A page of a campaign's webhooks, or of the workspace's own, newest first. Throws `not_found` for the campaign. */
export async function listWebhooks(
  ctx: WorkspaceCtx,
  { campaignId, cursor, limit }: Input<typeof workspaceWebhookContracts.list> & { campaignId?: string },
): Promise<Answer<typeof workspaceWebhookContracts.list>> {
  authorize(ctx, "read");
  await loadHome(ctx, campaignId);
  const after = readCursor("whk", cursor);
  const rows = await ctx.db
    .select()
    .from(webhooks)
    .where(and(atHome(ctx, campaignId), after === null ? undefined : lt(webhooks.id, after)))
    .orderBy(desc(webhooks.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: await presentWebhooks(ctx, shown),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
