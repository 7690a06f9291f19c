import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { CampaignStatus } from "@/db/enums";
import { campaigns } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { liquidReading } from "./fields/written";
import type { Usage } from "./usage";

/** Whose mails are still made, some of them: what was sent or cancelled is history. */
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

/** The audience's campaigns that a data field will still be filled into, as its "used by" names them. */
export async function campaignsReading(ctx: WorkspaceCtx, audienceId: string, key: string): Promise<Usage["places"]> {
  const templates = [campaigns.subject, campaigns.previewText, campaigns.html];
  const rows = await ctx.db
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspace.id),
        eq(campaigns.audienceId, audienceId),
        inArray(campaigns.status, goingOut),
        or(...templates.map((template) => sql`${template} ~ ${liquidReading(key)}`)),
      ),
    )
    .orderBy(asc(campaigns.name), asc(campaigns.id));
  return rows.map((row) => ({ type: "campaign", ...row }));
}
