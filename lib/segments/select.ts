import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { fromUuid } from "@/db/ids";
import { segments, tags } from "@/db/schema";
import { loadAudience } from "../audiences/load";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Segment } from "./contract";
import { type Rules, rulesSchema } from "./rules";
import { showRules, tagIdsIn } from "./show-rules";

const columns = {
  id: segments.id,
  name: segments.name,
  rules: segments.rules,
  version: segments.version,
  builtVersion: segments.builtVersion,
  buildDone: segments.buildDone,
  buildTotal: segments.buildTotal,
  recalculatedAt: segments.recalculatedAt,
  createdAt: segments.createdAt,
  updatedAt: segments.updatedAt,
  // Plain SQL names, because drizzle leaves the table out of columns inside a query of one table.
  memberCount: sql<number>`(select coalesce(sum(t.entered - t."left"), 0)::int from segment_traffic t
    where t.segment_id = segments.id)`,
  usedBy: sql<{ id: string; name: string }[]>`(select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name)
    order by r.match_name), '[]') from segments r
    where r.audience_id = segments.audience_id and r.reads_segments @> array[segments.id])`,
};

/** Segments of an audience of this workspace, as the API shows them. Throws `not_found` for the audience. */
export async function selectSegments(
  ctx: WorkspaceCtx,
  audienceId: string,
  where: SQL | undefined,
  limit: number,
): Promise<Segment[]> {
  const audience = await loadAudience(ctx, audienceId);
  const rows = await ctx.db
    .select(columns)
    .from(segments)
    .where(and(eq(segments.audienceId, audience.id), where))
    .orderBy(segments.matchName)
    .limit(limit);
  const rules = rows.map((row) => rulesSchema.parse(row.rules));
  const tagNames = await tagNamesIn(ctx, rules);
  return rows.map((row, index) => ({
    id: row.id,
    name: row.name,
    rules: showRules(rules[index] ?? { all: [] }, tagNames),
    memberCount: row.memberCount,
    recalculatedAt: row.recalculatedAt?.toISOString() ?? null,
    building: row.builtVersion < row.version ? { done: row.buildDone, total: row.buildTotal } : null,
    usedBy: row.usedBy.map(({ id, name }) => ({ type: "segment", id: fromUuid("seg", id), name })),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

/** The tags that rules name by id, as they are called now. */
async function tagNamesIn(ctx: WorkspaceCtx, all: readonly Rules[]): Promise<Map<string, string>> {
  const ids = new Set(all.flatMap(tagIdsIn));
  if (ids.size === 0) return new Map();
  const rows = await ctx.db
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(inArray(tags.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** One segment of an audience of this workspace. Throws `not_found` for the audience or the segment. */
export async function selectSegment(ctx: WorkspaceCtx, audienceId: string, segmentId: string): Promise<Segment> {
  const [segment] = await selectSegments(ctx, audienceId, eq(segments.id, segmentId), 1);
  if (segment === undefined) throw notFound("segment");
  return segment;
}
