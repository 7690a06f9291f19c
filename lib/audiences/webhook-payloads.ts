import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { campaigns, webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { liquidReading, pathReading } from "./fields/written";
import type { Usage } from "./usage";
import { webhookPlace } from "./webhook-filters";

/**
 * The webhooks whose payload reads a data field of an audience, as its "used by" names them: the whole workspace's, which tell of every
 * audience, and those of the audience's campaigns. Journeys' blocks are their journeys' to name.
 */
export async function webhooksSending(ctx: WorkspaceCtx, audienceId: string, key: string): Promise<Usage["places"]> {
  const reads = sql`exists (select from jsonb_path_query(${webhooks.customPayload}, '$.mappings[*]') line
    where (line ->> 'source' = 'mapping' and line ->> 'value' ~ ${pathReading(key)})
      or (line ->> 'source' = 'template' and line ->> 'value' ~ ${liquidReading(key)}))`;
  const rows = await ctx.db
    .select({ id: webhooks.id, name: webhooks.name, url: webhooks.url })
    .from(webhooks)
    .leftJoin(campaigns, eq(campaigns.id, webhooks.campaignId))
    .where(
      and(
        eq(webhooks.workspaceId, ctx.workspace.id),
        isNull(webhooks.journeyVersionId),
        or(isNull(webhooks.campaignId), eq(campaigns.audienceId, audienceId)),
        reads,
      ),
    )
    .orderBy(asc(webhooks.name), asc(webhooks.id));
  return rows.map(webhookPlace);
}
