import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import { lockEvaluation } from "../audiences/evaluation-lock";
import { loadAudience } from "../audiences/load";
import { isUniqueViolation, nameTaken } from "../audiences/taken";
import { transaction, type WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Answer, Input } from "../http/contract";
import { matchName } from "../mapping/match-key";
import { authorize } from "../workspaces/permissions";
import type { updateSegmentContract } from "./contract";
import { countContacts } from "./count-contacts";
import { defineRules, orderByDepth } from "./define";
import { selectSegment } from "./select";

/**
 * Changes a segment. Other rules rebuild its members in the background from the first contact on, and those who come or go by it are
 * told of like any others; members stay what they were until the rebuild reaches them. Throws like `createSegment`.
 */
export async function updateSegment(
  ctx: WorkspaceCtx,
  { audienceId, segmentId, name, rules }: Input<typeof updateSegmentContract>,
): Promise<Answer<typeof updateSegmentContract>> {
  authorize(ctx, "audiences:write");
  return transaction(ctx, async (tx) => {
    const audience = await loadAudience(tx, audienceId);
    await lockEvaluation(tx, audience.id);
    const [row] = await tx.db
      .select()
      .from(segments)
      .where(and(eq(segments.audienceId, audience.id), eq(segments.id, segmentId)));
    if (row === undefined) throw notFound("segment");
    const self = { id: row.id, name: name ?? row.name };
    const defined = rules === undefined ? null : await defineRules(tx, audience.id, rules, self);
    const isNew = defined !== null && !isDeepStrictEqual(defined.definition.rules, row.rules);
    await tx.db
      .update(segments)
      .set({
        ...(name === undefined ? {} : { name, matchName: matchName(name) }),
        ...(isNew
          ? {
              ...defined.definition,
              version: sql`${segments.version} + 1`,
              buildCursor: null,
              buildDone: 0,
              buildTotal: await countContacts(tx, audience.id),
            }
          : {}),
        updatedAt: ctx.now(),
      })
      .where(eq(segments.id, row.id));
    if (isNew) {
      await orderByDepth(tx, audience.id);
      tx.signals.send("segments/stale");
    }
    return selectSegment(tx, audience.id, row.id);
  }).catch((error: unknown) => {
    throw name !== undefined && isUniqueViolation(error) ? nameTaken("segment", name) : error;
  });
}
