import { and, asc, eq, gt, isNull, like } from "drizzle-orm";
import { groups } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { matchName } from "../../mapping/match-key";
import { toPage } from "../../pagination";
import { authorize } from "../../workspaces/permissions";
import { loadAudience } from "../load";
import { containing } from "../search";
import type { listGroupsContract } from "./contract";
import { groupColumns, presentGroup } from "./load";

/** A page of an audience's groups by name. */
export async function listGroups(
  ctx: WorkspaceCtx,
  { audienceId, cursor, limit, search }: Input<typeof listGroupsContract>,
): Promise<Answer<typeof listGroupsContract>> {
  authorize(ctx, "read");
  const audience = await loadAudience(ctx, audienceId);
  const rows = await ctx.db
    .select(groupColumns)
    .from(groups)
    .where(
      and(
        eq(groups.audienceId, audience.id),
        isNull(groups.removedAt),
        cursor === undefined ? undefined : gt(groups.matchName, cursor),
        search === undefined ? undefined : like(groups.matchName, containing(matchName(search.trim()))),
      ),
    )
    .orderBy(asc(groups.matchName))
    .limit(limit + 1);
  return toPage(rows, limit, (row) => row.matchName, presentGroup);
}
