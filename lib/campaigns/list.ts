import { and, eq, ilike, lt } from "drizzle-orm";
import { campaigns } from "@/db/schema";
import { containing } from "../audiences/search";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { readCursor } from "../workspaces/cursor";
import { authorize } from "../workspaces/permissions";
import type { listCampaignsContract } from "./contract";
import { selectCampaigns } from "./select";

/** A page of campaigns, newest first; `search` is any part of the name. */
export async function listCampaigns(
  ctx: WorkspaceCtx,
  { cursor, limit, search = "", status }: Input<typeof listCampaignsContract>,
): Promise<Answer<typeof listCampaignsContract>> {
  authorize(ctx, "read");
  const before = readCursor("cmp", cursor);
  const found = await selectCampaigns(
    ctx,
    and(
      before === null ? undefined : lt(campaigns.id, before),
      search.trim() === "" ? undefined : ilike(campaigns.name, containing(search.trim())),
      status === undefined ? undefined : eq(campaigns.status, status),
    ),
    limit + 1,
  );
  return toPage(
    found,
    limit,
    ({ id }) => id,
    (campaign) => campaign,
  );
}
