import { eq } from "drizzle-orm";
import { newId } from "@/db/ids";
import { segments } from "@/db/schema";
import { lockEvaluation } from "../audiences/evaluation-lock";
import { loadAudience } from "../audiences/load";
import { nameTaken } from "../audiences/taken";
import { transaction, type WorkspaceCtx } from "../context";
import { conflict } from "../errors";
import type { Answer, Input } from "../http/contract";
import { matchName } from "../mapping/match-key";
import { authorize } from "../workspaces/permissions";
import { type createSegmentContract, segmentsMax } from "./contract";
import { countContacts } from "./count-contacts";
import { defineRules, orderByDepth } from "./define";
import { selectSegment } from "./select";

/**
 * Creates a segment; its members are found in the background, and nobody is told of those who match already. Throws `invalid_input`
 * with what is wrong at each row of the rules, `conflict` when the name is taken.
 */
export async function createSegment(
  ctx: WorkspaceCtx,
  { audienceId, name, rules }: Input<typeof createSegmentContract>,
): Promise<Answer<typeof createSegmentContract>> {
  authorize(ctx, "audiences:write");
  return transaction(ctx, async (tx) => {
    const audience = await loadAudience(tx, audienceId);
    await lockEvaluation(tx, audience.id);
    const { definition } = await defineRules(tx, audience.id, rules, null);
    if ((await tx.db.$count(segments, eq(segments.audienceId, audience.id))) >= segmentsMax)
      throw conflict(`An audience may have ${segmentsMax} segments at most. Delete one that you don't need.`);
    const id = newId("seg");
    const now = ctx.now();
    const inserted = await tx.db
      .insert(segments)
      .values({
        id,
        workspaceId: audience.workspaceId,
        audienceId: audience.id,
        name,
        matchName: matchName(name),
        ...definition,
        buildTotal: await countContacts(tx, audience.id),
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: segments.id });
    if (inserted.length === 0) throw nameTaken("segment", name);
    await orderByDepth(tx, audience.id);
    tx.signals.send("segments/stale");
    return selectSegment(tx, audience.id, id);
  });
}
