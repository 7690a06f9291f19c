import { and, gt, like } from "drizzle-orm";
import { segments } from "@/db/schema";
import { containing } from "../audiences/search";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { matchName } from "../mapping/match-key";
import { toPage } from "../pagination";
import { authorize } from "../workspaces/permissions";
import type { listSegmentsContract } from "./contract";
import { selectSegments } from "./select";

/** A page of an audience's segments by name. */
export async function listSegments(
  ctx: WorkspaceCtx,
  { audienceId, cursor, limit, search }: Input<typeof listSegmentsContract>,
): Promise<Answer<typeof listSegmentsContract>> {
  authorize(ctx, "read");
  const found = await selectSegments(
    ctx,
    audienceId,
    and(
      cursor === undefined ? undefined : gt(segments.matchName, cursor),
      search === undefined ? undefined : like(segments.matchName, containing(matchName(search.trim()))),
    ),
    limit + 1,
  );
  return toPage(
    found,
    limit,
    ({ name }) => matchName(name),
    (segment) => segment,
  );
}
