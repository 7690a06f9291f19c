import { eq } from "drizzle-orm";
import { segmentMembers, segments, segmentTraffic, segmentTurns } from "@/db/schema";
import { lockEvaluation } from "../audiences/evaluation-lock";
import { transaction, type WorkspaceCtx } from "../context";
import { AppError } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { deleteSegmentContract } from "./contract";
import { selectSegment } from "./select";

/** Deletes a segment; its contacts stay, and nobody is told that they left. Throws `conflict` naming the segments that read it. */
export async function deleteSegment(
  ctx: WorkspaceCtx,
  { audienceId, segmentId }: Input<typeof deleteSegmentContract>,
): Promise<Answer<typeof deleteSegmentContract>> {
  authorize(ctx, "audiences:write");
  await transaction(ctx, async (tx) => {
    await selectSegment(tx, audienceId, segmentId);
    await lockEvaluation(tx, audienceId);
    const { id, name, usedBy } = await selectSegment(tx, audienceId, segmentId);
    if (usedBy.length > 0) {
      const readers = usedBy.map((reader) => reader.name).join(", ");
      throw new AppError("conflict", `${name} is used by ${readers}. Take it out of their rules first.`);
    }
    await tx.db.delete(segments).where(eq(segments.id, id));
    await tx.db.delete(segmentMembers).where(eq(segmentMembers.segmentId, id));
    await tx.db.delete(segmentTurns).where(eq(segmentTurns.segmentId, id));
    await tx.db.delete(segmentTraffic).where(eq(segmentTraffic.segmentId, id));
  });
}
