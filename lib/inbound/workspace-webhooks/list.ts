import { desc, eq, ilike, lt } from "drizzle-orm";
import { parseId } from "@/db/ids";
import { inboundHooks } from "@/db/schema";
import { containing } from "../../audiences/search";
import type { WorkspaceCtx } from "../../context";
import { invalid } from "../../errors";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { listWorkspaceWebhooksContract } from "./contract";
import { selectWebhooks } from "./load";
import { presentWebhooks } from "./present";

/** A page of the workspace's inbound webhooks, newest first. */
export async function listWorkspaceWebhooks(
  ctx: WorkspaceCtx,
  { cursor, limit, search, type, audienceId }: Input<typeof listWorkspaceWebhooksContract>,
): Promise<Answer<typeof listWorkspaceWebhooksContract>> {
  authorize(ctx, "read");
  if (cursor !== undefined && parseId("hok", cursor) === null)
    throw invalid("This cursor is not one of ours: take nextCursor of the page before.");
  const words = search?.trim() ?? "";
  const rows = await selectWebhooks(
    ctx,
    cursor === undefined ? undefined : lt(inboundHooks.id, cursor),
    words === "" ? undefined : ilike(inboundHooks.name, containing(words)),
    type === undefined ? undefined : eq(inboundHooks.kind, type),
    audienceId === undefined ? undefined : eq(inboundHooks.audienceId, audienceId),
  )
    .orderBy(desc(inboundHooks.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: await presentWebhooks(ctx, shown),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
