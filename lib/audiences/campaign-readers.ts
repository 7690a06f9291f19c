import { and, asc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { CampaignStatus } from "@/db/enums";
import { campaigns } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { liquidReading } from "./fields/written";
import type { Usage } from "./usage";

/** Whose mails are still made, some of them: what was sent or cancelled is history. */
const goingOut: CampaignStatus[] = ["draft", "scheduled", "sending", "paused"];

async function campaignsWhere(ctx: WorkspaceCtx, condition: SQL | undefined): Promise<Usage["places"]> {
  const rows = await ctx.db
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspace.id), inArray(campaigns.status, goingOut), condition))
    .orderBy(asc(campaigns.name), asc(campaigns.id));
  return rows.map((row) => ({ type: "campaign", ...row }));
}

/** The campaigns that are going to a segment, as its "used by" names them. */
export const campaignsTo = (ctx: WorkspaceCtx, segmentId: string): Promise<Usage["places"]> =>
  campaignsWhere(ctx, eq(campaigns.segmentId, segmentId));

/** The audience's campaigns that a data field will still be filled into, as its "used by" names them. */
export function campaignsReading(ctx: WorkspaceCtx, audienceId: string, key: string): Promise<Usage["places"]> {
  const templates = [campaigns.subject, campaigns.previewText, campaigns.html];
  const reads = or(...templates.map((template) => sql`${template} ~ ${liquidReading(key)}`));
  return campaignsWhere(ctx, and(eq(campaigns.audienceId, audienceId), reads));
}
