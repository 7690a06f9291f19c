import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { getSegmentTrafficContract } from "./contract";
import { dayOf } from "./days";
import { selectSegment } from "./select";

const hourMs = 3_600_000;

/** Who entered and left by hour or day (UTC), oldest first, quiet ones included; `members` is the number at its end. */
export async function getSegmentTraffic(
  ctx: WorkspaceCtx,
  { audienceId, segmentId, by, days }: Input<typeof getSegmentTrafficContract>,
): Promise<Answer<typeof getSegmentTrafficContract>> {
  authorize(ctx, "read");
  const { id, memberCount } = await selectSegment(ctx, audienceId, segmentId);
  const now = ctx.now();
  const today = Date.parse(`${dayOf(now)}T00:00:00Z`);
  const from = new Date(today - (days - 1) * 24 * hourMs);
  const rows = await ctx.sql<{ at: Date; entered: number; left: number }[]>`
    select date_trunc(${by}, hour, 'UTC') as at, sum(entered)::int as entered, sum("left")::int as left
    from segment_traffic where segment_id = ${toUuid("seg", id)} and hour >= ${from} group by 1`;
  const moved = new Map(rows.map((row) => [row.at.getTime(), row]));
  const stepMs = by === "day" ? 24 * hourMs : hourMs;
  const items: Answer<typeof getSegmentTrafficContract>["items"] = [];
  let members = memberCount;
  for (
    let at = by === "day" ? today : Math.floor(now.getTime() / hourMs) * hourMs;
    at >= from.getTime();
    at -= stepMs
  ) {
    const { entered = 0, left = 0 } = moved.get(at) ?? {};
    items.push({ at: new Date(at).toISOString(), entered, left, members });
    members += left - entered;
  }
  return { items: items.reverse() };
}
