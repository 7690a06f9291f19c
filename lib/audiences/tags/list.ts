import { and, asc, eq, gt, isNull, like } from "drizzle-orm";
import { tags } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { matchName } from "../../mapping/match-key";
import { toPage } from "../../pagination";
import { authorize } from "../../workspaces/permissions";
import { loadAudience } from "../load";
import { containing } from "../search";
import type { listTagsContract } from "./contract";
import { presentTag, tagColumns } from "./load";

/** A page of an audience's tags by name. */
export async function listTags(
  ctx: WorkspaceCtx,
  { audienceId, cursor, limit, search }: Input<typeof listTagsContract>,
): Promise<Answer<typeof listTagsContract>> {
  authorize(ctx, "read");
  const audience = await loadAudience(ctx, audienceId);
  const rows = await ctx.db
    .select(tagColumns)
    .from(tags)
    .where(
      and(
        eq(tags.audienceId, audience.id),
        isNull(tags.removedAt),
        cursor === undefined ? undefined : gt(tags.matchName, cursor),
        search === undefined ? undefined : like(tags.matchName, containing(matchName(search.trim()))),
      ),
    )
    .orderBy(asc(tags.matchName))
    .limit(limit + 1);
  return toPage(rows, limit, (row) => row.matchName, presentTag);
}
