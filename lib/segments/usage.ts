import { campaignsTo } from "../audiences/campaign-readers";
import { journeysNaming } from "../audiences/journey-readers";
import { webhooksAsking } from "../audiences/webhook-filters";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getSegmentUsageContract } from "./contract";
import { selectSegment } from "./select";

/** How many contacts are in the segment, and what reads it. */
export async function getSegmentUsage(
  ctx: WorkspaceCtx,
  { audienceId, segmentId }: Input<typeof getSegmentUsageContract>,
): Promise<Answer<typeof getSegmentUsageContract>> {
  authorize(ctx, "read");
  const { memberCount, usedBy } = await selectSegment(ctx, audienceId, segmentId);
  const what = { kind: "segment", id: segmentId } as const;
  const places = await Promise.all([
    campaignsTo(ctx, segmentId),
    webhooksAsking(ctx, what),
    journeysNaming(ctx, audienceId, what),
  ]);
  return { contacts: memberCount, places: [...usedBy, ...places.flat()] };
}
