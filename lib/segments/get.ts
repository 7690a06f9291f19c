import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getSegmentContract } from "./contract";
import { selectSegment } from "./select";

/** A segment with its number of members. Throws `not_found`. */
export async function getSegment(
  ctx: WorkspaceCtx,
  { audienceId, segmentId }: Input<typeof getSegmentContract>,
): Promise<Answer<typeof getSegmentContract>> {
  authorize(ctx, "read");
  return selectSegment(ctx, audienceId, segmentId);
}
