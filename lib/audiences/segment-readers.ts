import { and, arrayOverlaps, asc, eq, like, or, type SQL, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import type { Ctx } from "../context";
import { lockEvaluation } from "./evaluation-lock";
import { tagNameRead } from "./names";
import type { Usage } from "./usage";

/** What segments may read of an audience: a data field, a group, a tag. */
export type Readable =
  | { kind: "field"; key: string }
  | { kind: "group"; id: string }
  | { kind: "tag"; id: string; name: string }
  | { kind: "tag_name"; name: string };

/** Rules hold ids of groups and tags as whole JSON texts; a tag that did not exist is held by name, and named in `reads`. */
function readers(audienceId: string, what: Readable): SQL | undefined {
  const inAudience = eq(segments.audienceId, audienceId);
  switch (what.kind) {
    case "field":
      return and(inAudience, arrayOverlaps(segments.reads, [`contact.fields.${what.key}`]));
    case "group":
      return and(inAudience, like(sql`${segments.rules}::text`, `%"${what.id}"%`));
    case "tag":
      return and(
        inAudience,
        or(
          like(sql`${segments.rules}::text`, `%"${what.id}"%`),
          arrayOverlaps(segments.reads, [tagNameRead(what.name)]),
        ),
      );
    case "tag_name":
      return and(inAudience, arrayOverlaps(segments.reads, [tagNameRead(what.name)]));
  }
}

/** The segments that read something, as its "used by" names them. */
export async function segmentsReading(ctx: Ctx, audienceId: string, what: Readable): Promise<Usage["places"]> {
  const rows = await ctx.db
    .select({ id: segments.id, name: segments.name })
    .from(segments)
    .where(readers(audienceId, what))
    .orderBy(asc(segments.matchName));
  return rows.map((row) => ({ type: "segment", ...row }));
}

const newVersion = {
  version: sql`${segments.version} + 1`,
  buildCursor: null,
  buildDone: 0,
};

/** Looks at everybody again in the segments that read something, because it came, went or means something else now. */
export async function rebuildReaders(tx: Ctx, audienceId: string, what: Readable): Promise<void> {
  await lockEvaluation(tx, audienceId);
  const changed = await tx.db
    .update(segments)
    .set(newVersion)
    .where(readers(audienceId, what))
    .returning({ id: segments.id });
  if (changed.length > 0) tx.signals.send("segments/stale");
}

/** Puts another tag, or what was a tag's name, in the place of a tag in all rules. */
export async function replaceTagInRules(
  tx: Ctx,
  audienceId: string,
  tagId: string,
  by: { id: string } | { name: string },
): Promise<void> {
  await lockEvaluation(tx, audienceId);
  const [value, reads] =
    "id" in by
      ? [by.id, segments.reads]
      : [by.name, sql`array_append(${segments.reads}, ${tagNameRead(by.name)}::text)`];
  const rules = sql`replace(${segments.rules}::text, ${`"${tagId}"`}, ${JSON.stringify(value)})::jsonb`;
  const changed = await tx.db
    .update(segments)
    .set({ ...newVersion, rules, reads: sql`${reads}` })
    .where(and(eq(segments.audienceId, audienceId), like(sql`${segments.rules}::text`, `%"${tagId}"%`)))
    .returning({ id: segments.id });
  if (changed.length > 0) tx.signals.send("segments/stale");
}
