import { sql } from "drizzle-orm";
import { newId, toUuid } from "@/db/ids";
import { webhooks } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import { conflict } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { workspaceWebhookContracts } from "./contract";
import { storeFilters } from "./filters";
import { atHome, loadHome } from "./home";
import { webhookLimits } from "./limits";
import { loadWebhook } from "./load";
import { presentWebhook } from "./present";
import { authColumns, secretColumns } from "./secrets";
import { checkUrl, issuesOfSettings, joinWarnings, refuse } from "./settings";

/** Adds a webhook to a campaign, or to the workspace's own. Throws `invalid_input`, `not_found`, and `conflict` at the limit. */
export async function createWebhook(
  ctx: WorkspaceCtx,
  { campaignId, ...input }: Input<typeof workspaceWebhookContracts.create> & { campaignId?: string },
): Promise<Answer<typeof workspaceWebhookContracts.create>> {
  authorize(ctx, "webhooks:write");
  const home = await loadHome(ctx, campaignId);
  refuse(issuesOfSettings(home, input));
  const { url, warning } = await checkUrl(ctx, input.url);
  const { auth, secret, filters, ...settings } = input;
  const id = newId("whk");
  const now = ctx.now();
  const warnings = await transaction(ctx, async (tx) => {
    await refuseMore(tx, campaignId);
    const stored = await storeFilters(tx, home, filters);
    await tx.db.insert(webhooks).values({
      id,
      workspaceId: ctx.workspace.id,
      campaignId: campaignId ?? null,
      ...settings,
      url,
      ...authColumns(ctx, auth),
      ...secretColumns(ctx, secret),
      filters: stored.filters,
      createdBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
      createdAt: now,
      updatedAt: now,
    });
    return stored.warnings;
  });
  const webhook = await presentWebhook(ctx, await loadWebhook(ctx, { campaignId, webhookId: id }));
  return { ...webhook, warning: joinWarnings(warning, ...warnings) };
}

/** Those who add at the same time take turns, so that none passes the limit unseen. */
async function refuseMore(tx: WorkspaceCtx, campaignId: string | undefined): Promise<void> {
  const home = campaignId === undefined ? toUuid("wks", tx.workspace.id) : toUuid("cmp", campaignId);
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks ${home}`}, 0))`);
  const [max, place] =
    campaignId === undefined
      ? [webhookLimits.perWorkspaceMax, "A workspace"]
      : [webhookLimits.perCampaignMax, "A campaign"];
  if ((await tx.db.$count(webhooks, atHome(tx, campaignId))) >= max)
    throw conflict(`${place} may have ${max} webhooks at most. Delete one that you don't need.`);
}
