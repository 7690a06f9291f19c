import { and, arrayContains, asc, eq, type SQL, sql } from "drizzle-orm";
import { toUuid } from "@/db/ids";
import { inboundHooks } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Usage } from "../usage";

/** The inbound webhooks that apply a tag, as its "used by" names them. */
export async function hooksWithTag(ctx: WorkspaceCtx, tagId: string): Promise<Usage["places"]> {
  const rows = await ctx.db
    .select({ id: inboundHooks.id, name: inboundHooks.name })
    .from(inboundHooks)
    .where(withTag(ctx, tagId))
    .orderBy(asc(inboundHooks.name), asc(inboundHooks.id));
  return rows.map(({ id, name }) => ({ type: "inbound_webhook", id, name }));
}

/** Webhooks that applied a tag apply the one that it was merged into. */
export async function moveTagOfHooks(ctx: WorkspaceCtx, tagId: string, intoTagId: string): Promise<void> {
  const [from, into] = [toUuid("tag", tagId), toUuid("tag", intoTagId)];
  const others = sql`array_remove(array_remove(${inboundHooks.tagIds}, ${from}::uuid), ${into}::uuid)`;
  await setTags(ctx, tagId, sql`array_append(${others}, ${into}::uuid)`);
}

/** Webhooks no longer apply a tag that is deleted. */
export const takeTagOffHooks = (ctx: WorkspaceCtx, tagId: string): Promise<void> =>
  setTags(ctx, tagId, sql`array_remove(${inboundHooks.tagIds}, ${toUuid("tag", tagId)}::uuid)`);

async function setTags(ctx: WorkspaceCtx, tagId: string, tagIds: SQL): Promise<void> {
  const set = { tagIds: tagIds as SQL<string[]>, version: sql`${inboundHooks.version} + 1` };
  await ctx.db.update(inboundHooks).set(set).where(withTag(ctx, tagId));
}

const withTag = (ctx: WorkspaceCtx, tagId: string) =>
  and(eq(inboundHooks.workspaceId, ctx.workspace.id), arrayContains(inboundHooks.tagIds, [toUuid("tag", tagId)]));
