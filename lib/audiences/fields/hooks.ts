import { and, asc, eq, sql } from "drizzle-orm";
import { inboundHooks } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Usage } from "../usage";

/** The inbound webhooks whose mapping fills a data field, as its "used by" names them. Those without one read whatever key comes. */
export async function hooksMapping(ctx: WorkspaceCtx, audienceId: string, key: string): Promise<Usage["places"]> {
  const rows = await ctx.db
    .select({ id: inboundHooks.id, name: inboundHooks.name })
    .from(inboundHooks)
    .where(
      and(
        eq(inboundHooks.workspaceId, ctx.workspace.id),
        eq(inboundHooks.audienceId, audienceId),
        sql`${inboundHooks.mapping} @> ${JSON.stringify([{ field: key }])}::jsonb`,
      ),
    )
    .orderBy(asc(inboundHooks.name), asc(inboundHooks.id));
  return rows.map((row) => ({ type: "inbound_webhook", ...row }));
}
