import { eq } from "drizzle-orm";
import { webhookHealth, webhooks } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { workspaceWebhookContracts } from "./contract";
import { storeFilters } from "./filters";
import { loadHome } from "./home";
import { loadWebhook, lockWebhook, type WebhookRow } from "./load";
import { presentWebhook } from "./present";
import { authColumns, secretColumns } from "./secrets";
import { checkUrl, issuesOfSettings, joinWarnings, refuse } from "./settings";
import { readStoredFilters } from "./stored-filters";

export type WebhookChange = Input<typeof workspaceWebhookContracts.update> & { campaignId?: string };

/**
 * Changes a webhook; what is left out stays. Switched on again, it begins without the failures that it had. Throws `invalid_input`,
 * `not_found`.
 * @param alongside what else belongs in the same transaction, while the webhook's row is held: held deliveries stand above this part
 */
export async function updateWebhook(
  ctx: WorkspaceCtx,
  { campaignId, webhookId, held: _held, ...input }: WebhookChange,
  alongside: (tx: WorkspaceCtx, webhook: WebhookRow) => Promise<void> = async () => {},
): Promise<Answer<typeof workspaceWebhookContracts.update>> {
  authorize(ctx, "webhooks:write");
  const ref = { campaignId, webhookId };
  const home = await loadHome(ctx, campaignId);
  const found = await loadWebhook(ctx, ref);
  refuse(issuesOfSettings(home, input, found));
  // An address that stays is not looked up again: its name may be gone, and everything else can still be changed.
  const moved = input.url === undefined || input.url === found.url ? null : await checkUrl(ctx, input.url);
  const { auth, secret, filters, url: _url, ...settings } = input;
  const warnings = await transaction(ctx, async (tx) => {
    const before = await lockWebhook(tx, ref);
    // Somebody else may have saved meanwhile.
    refuse(issuesOfSettings(home, input, before));
    const stored =
      filters === undefined ? null : await storeFilters(tx, home, filters, readStoredFilters(before.filters));
    const isSwitchedOn = input.active === true && (!before.active || before.disabledReason !== null);
    const [after] = await tx.db
      .update(webhooks)
      .set({
        ...settings,
        ...(moved === null ? {} : { url: moved.url }),
        ...authColumns(ctx, auth),
        ...secretColumns(ctx, secret, before),
        ...(stored === null ? {} : { filters: stored.filters }),
        ...(isSwitchedOn ? { disabledReason: null, disabledAt: null } : {}),
        updatedAt: ctx.now(),
      })
      .where(eq(webhooks.id, before.id))
      .returning();
    if (isSwitchedOn || moved !== null) await forgetFailures(tx, before.id);
    await alongside(tx, after ?? before);
    tx.signals.send("deliveries/queued");
    return stored?.warnings ?? [];
  });
  const webhook = await presentWebhook(ctx, await loadWebhook(ctx, ref));
  return { ...webhook, warning: joinWarnings(moved?.warning ?? null, ...warnings) };
}

/** Another address, or another try: what failed before says nothing about it. */
async function forgetFailures(tx: WorkspaceCtx, webhookId: string): Promise<void> {
  await tx.db
    .update(webhookHealth)
    .set({
      failuresInRow: 0,
      openUntil: null,
      trips: 0,
      slowUntil: null,
      failingSince: null,
      warnedAt: null,
      toldAt: null,
    })
    .where(eq(webhookHealth.webhookId, webhookId));
}
