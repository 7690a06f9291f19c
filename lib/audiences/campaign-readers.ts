import { and, asc, eq, inArray } from "drizzle-orm";
import type { CampaignStatus } from "@/db/enums";
import { campaigns } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Usage } from "./usage";

/** Who still goes by its recipients: what was sent or cancelled is history. */
const goingOut: CampaignStatus[] = ["draft", "scheduled", "sending", "paused"];

/** The campaigns that are going to a segment, as its "used by" names them. */
export async function campaignsTo(ctx: WorkspaceCtx, segmentId: string): Promise<Usage["places"]> {
  const rows = await ctx.db
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspace.id),
        eq(campaigns.segmentId, segmentId),
        inArray(campaigns.status, goingOut),
      ),
    )
    .orderBy(asc(campaigns.name), asc(campaigns.id));
  return rows.map((row) => ({ type: "campaign", ...row }));
}
