import { and, eq, isNull } from "drizzle-orm";
import { dataFields, groups, inboundHooks, segments } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Known } from "./graph/check";

/** What blocks may name in an audience. */
export async function loadKnown(ctx: WorkspaceCtx, audienceId: string): Promise<Known> {
  const [segment, field, group, inbound] = await Promise.all([
    ctx.db.select({ name: segments.id }).from(segments).where(eq(segments.audienceId, audienceId)),
    ctx.db
      .select({ name: dataFields.key })
      .from(dataFields)
      .where(and(eq(dataFields.audienceId, audienceId), isNull(dataFields.removedAt))),
    ctx.db
      .select({ name: groups.id })
      .from(groups)
      .where(and(eq(groups.audienceId, audienceId), isNull(groups.removedAt))),
    ctx.db.select({ name: inboundHooks.id }).from(inboundHooks).where(eq(inboundHooks.audienceId, audienceId)),
  ]);
  const names = (rows: { name: string }[]) => new Set(rows.map(({ name }) => name));
  return { segment: names(segment), field: names(field), group: names(group), inbound: names(inbound) };
}
