import { and, eq, isNull, type SQL } from "drizzle-orm";
import { audiences, campaigns, webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { WebhookHome } from "./subscribable";

/** Which webhook is meant; without a campaign it is one of the workspace's own. */
export interface WebhookRef {
  campaignId?: string;
  webhookId: string;
}

/** The campaign that webhooks belong to. Everything but the audience's id is what events tell of it, under `data.campaign`. */
export interface CampaignHome {
  id: string;
  audienceId: string;
  audienceName: string;
  name: string;
  subject: string;
  fromName: string;
  fromEmail: string;
  status: string;
}

/** The campaign, or null for the workspace's own webhooks. Throws `not_found`. */
export async function loadHome(ctx: WorkspaceCtx, campaignId: string | undefined): Promise<CampaignHome | null> {
  if (campaignId === undefined) return null;
  const [row] = await ctx.db
    .select({
      id: campaigns.id,
      audienceId: campaigns.audienceId,
      audienceName: audiences.name,
      name: campaigns.name,
      subject: campaigns.subject,
      fromName: campaigns.fromName,
      fromEmail: campaigns.fromEmail,
      status: campaigns.status,
    })
    .from(campaigns)
    .innerJoin(audiences, eq(audiences.id, campaigns.audienceId))
    .where(and(eq(campaigns.id, campaignId), eq(campaigns.workspaceId, ctx.workspace.id)));
  if (row === undefined) throw notFound("campaign");
  return row;
}

export const homeKind = (home: CampaignHome | null): WebhookHome => (home === null ? "workspace" : "campaign");

/** The webhooks of a campaign, or the workspace's own; never those of journeys' blocks. */
export const atHome = (ctx: WorkspaceCtx, campaignId: string | undefined): SQL | undefined =>
  and(
    eq(webhooks.workspaceId, ctx.workspace.id),
    campaignId === undefined
      ? and(isNull(webhooks.campaignId), isNull(webhooks.journeyVersionId))
      : eq(webhooks.campaignId, campaignId),
  );
