import { and, eq, isNotNull } from "drizzle-orm";
import { webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { presentTagNames, showFilters, storeFilters } from "./filters";
import { atHome, loadHome } from "./home";
import { refuse } from "./settings";
import { readStoredFilters } from "./stored-filters";

/**
 * Takes a campaign's webhooks along to the audience that it goes to now, in the caller's transaction: filters by tag mean this audience's
 * tags of the same names. Groups and segments are another audience's, so nothing would fit them any more. Throws `invalid_input` at
 * `audienceId` when a filter names some: without it the webhook would tell more than was meant, so somebody has to decide.
 */
export async function moveWebhooks(tx: WorkspaceCtx, campaignId: string): Promise<void> {
  const home = await loadHome(tx, campaignId);
  const rows = await tx.db
    .select({ id: webhooks.id, name: webhooks.name, url: webhooks.url, filters: webhooks.filters })
    .from(webhooks)
    .where(and(atHome(tx, campaignId), isNotNull(webhooks.filters)))
    .orderBy(webhooks.id)
    .for("no key update");
  const filtersOf = rows.map((row) => readStoredFilters(row.filters));
  refuse(
    rows.flatMap(({ name, url }, index) => {
      const { groups, segments } = filtersOf[index] ?? {};
      if (groups === undefined && segments === undefined) return [];
      const message = `The webhook ${name || `to ${new URL(url).host}`} asks for groups or segments of the audience so far. Remove these filters first.`;
      return [{ path: "audienceId", message }];
    }),
  );
  const tagNames = await presentTagNames(tx, filtersOf);
  for (const [index, { id }] of rows.entries()) {
    const { filters } = await storeFilters(tx, home, showFilters(filtersOf[index] ?? null, tagNames));
    await tx.db.update(webhooks).set({ filters }).where(eq(webhooks.id, id));
  }
}
