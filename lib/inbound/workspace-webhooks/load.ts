import { and, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import { toUuid } from "@/db/ids";
import { audiences, inboundHooks } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { HookRow } from "../find-webhook";
import { workspaceWebhookTypeNames } from "./types";

/** A workspace webhook with the names that it shows. */
export interface WebhookRow extends HookRow {
  audienceName: string;
  tags: string[];
}

/** The workspace's webhooks that `where` allows; the audiences' own are none of them. */
export const selectWebhooks = (ctx: WorkspaceCtx, ...where: (SQL | undefined)[]) =>
  ctx.db
    .select({
      ...getTableColumns(inboundHooks),
      audienceName: audiences.name,
      tags: sql<string[]>`(select coalesce(json_agg(t.name order by t.match_name), '[]') from tags t
        where t.id = any(inbound_hooks.tag_ids) and t.removed_at is null)`,
    })
    .from(inboundHooks)
    .innerJoin(audiences, eq(audiences.id, inboundHooks.audienceId))
    .where(and(inWorkspace(ctx), ...where));

const inWorkspace = (ctx: WorkspaceCtx) =>
  and(eq(inboundHooks.workspaceId, ctx.workspace.id), inArray(inboundHooks.kind, [...workspaceWebhookTypeNames]));

/** One webhook of this workspace. Throws `not_found`. */
export async function loadWebhook(ctx: WorkspaceCtx, webhookId: string): Promise<WebhookRow> {
  const [row] = await selectWebhooks(ctx, eq(inboundHooks.id, webhookId));
  if (row === undefined) throw notFound("inbound webhook");
  return row;
}

/** Holds the webhook's row until the transaction ends, so that two changes of it take turns. Throws `not_found`. */
export async function lockWebhook(ctx: WorkspaceCtx, webhookId: string): Promise<WebhookRow> {
  await ctx.db.execute(sql`select from inbound_hooks where id = ${toUuid("hok", webhookId)} for no key update`);
  return loadWebhook(ctx, webhookId);
}
