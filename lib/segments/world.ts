import { and, asc, eq, isNull } from "drizzle-orm";
import { dataFields, groups, segments, tags } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { isFieldType } from "../mapping/field-types";
import type { RuleWorld } from "./read-rules";

/** What the rules of an audience may name now. The audience must be known to be ours. */
export async function loadRuleWorld(ctx: WorkspaceCtx, audienceId: string): Promise<RuleWorld> {
  const [fieldRows, groupRows, tagRows, segmentRows] = await Promise.all([
    ctx.db
      .select({ key: dataFields.key, label: dataFields.label, type: dataFields.type, options: dataFields.options })
      .from(dataFields)
      .where(and(eq(dataFields.audienceId, audienceId), isNull(dataFields.removedAt)))
      .orderBy(asc(dataFields.position)),
    ctx.db
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(and(eq(groups.audienceId, audienceId), isNull(groups.removedAt))),
    ctx.db
      .select({ id: tags.id, name: tags.name })
      .from(tags)
      .where(and(eq(tags.audienceId, audienceId), isNull(tags.removedAt))),
    ctx.db.select({ id: segments.id, name: segments.name }).from(segments).where(eq(segments.audienceId, audienceId)),
  ]);
  const fields = fieldRows.flatMap(({ type, ...field }) => (isFieldType(type) ? { ...field, type } : []));
  return { fields, groups: groupRows, tags: tagRows, segments: segmentRows };
}
