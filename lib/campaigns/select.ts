import { and, desc, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { MessageState } from "@/db/enums";
import { audiences, campaigns, campaignTraffic, segments, webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Campaign, CampaignItem } from "./contract";
import { allStates, countStates, type StateCounts } from "./count-states";

/** A list does not carry the contents, which may be a megabyte each. */
const { html: _, ...withoutContent } = getTableColumns(campaigns);
type CampaignRow = Omit<typeof campaigns.$inferSelect, "html">;

const columns = {
  campaign: withoutContent,
  audienceName: audiences.name,
  segmentName: segments.name,
  webhookCount: sql<number>`(select count(*)::int from ${webhooks} w where w.campaign_id = ${campaigns.id})`,
};

/** Campaigns of this workspace, newest first, as the API shows them. */
export async function selectCampaigns(
  ctx: WorkspaceCtx,
  where: SQL | undefined,
  limit: number,
): Promise<CampaignItem[]> {
  const rows = await ctx.db
    .select(columns)
    .from(campaigns)
    .innerJoin(audiences, eq(audiences.id, campaigns.audienceId))
    .leftJoin(segments, eq(segments.id, campaigns.segmentId))
    .where(and(eq(campaigns.workspaceId, ctx.workspace.id), where))
    .orderBy(desc(campaigns.id))
    .limit(limit);
  const ids = rows.map(({ campaign }) => campaign.id);
  const begun = rows.filter(({ campaign }) => campaign.startedAt !== null && campaign.finalStates === null);
  const [counted, readers] = await Promise.all([
    countStates(
      ctx,
      begun.map(({ campaign }) => campaign.id),
    ),
    countReaders(ctx, ids),
  ]);
  return rows.map(({ campaign, ...names }) => {
    const states = campaign.finalStates ?? counted.get(campaign.id) ?? {};
    return presentCampaign({ campaign, ...names, states, readers: readers.get(campaign.id) });
  });
}

/** One campaign of this workspace. Throws `not_found`. */
export async function selectCampaign(ctx: WorkspaceCtx, campaignId: string): Promise<Campaign> {
  const [campaign] = await selectCampaigns(ctx, eq(campaigns.id, campaignId), 1);
  const [content] = await ctx.db.select({ html: campaigns.html }).from(campaigns).where(eq(campaigns.id, campaignId));
  if (campaign === undefined || content === undefined) throw notFound("campaign");
  return { ...campaign, ...content };
}

interface Readers {
  opened: number;
  clicked: number;
}

/** Contacts who opened and clicked, each counted once. */
async function countReaders(ctx: WorkspaceCtx, ids: string[]): Promise<Map<string, Readers>> {
  if (ids.length === 0) return new Map();
  const contactsOf = (type: string) =>
    sql<number>`coalesce(sum(${campaignTraffic.contacts}) filter (where ${campaignTraffic.type} = ${type}), 0)::int`;
  const rows = await ctx.db
    .select({
      id: campaignTraffic.campaignId,
      opened: contactsOf("email.opened"),
      clicked: contactsOf("email.clicked"),
    })
    .from(campaignTraffic)
    .where(inArray(campaignTraffic.campaignId, ids))
    .groupBy(campaignTraffic.campaignId);
  return new Map(rows.map(({ id, ...readers }) => [id, readers]));
}

interface Shown {
  campaign: CampaignRow;
  audienceName: string;
  segmentName: string | null;
  webhookCount: number;
  states: StateCounts;
  readers: Readers | undefined;
}

function presentCampaign({ campaign, states, readers, ...names }: Shown): CampaignItem {
  const gathered = Object.values(states).reduce((sum, count) => sum + count, 0);
  const count = (...which: MessageState[]) => which.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  return {
    id: campaign.id,
    name: campaign.name,
    subject: campaign.subject,
    previewText: campaign.previewText,
    fromName: campaign.fromName,
    fromEmail: campaign.fromEmail,
    replyTo: campaign.replyTo,
    audienceId: campaign.audienceId,
    audienceName: names.audienceName,
    segmentId: campaign.segmentId,
    segmentName: campaign.toSegment ? (names.segmentName ?? "Deleted segment") : null,
    trackOpens: campaign.trackOpens,
    trackClicks: campaign.trackClicks,
    ratePerMinute: campaign.ratePerMinute,
    status: campaign.status,
    pauseReason: campaign.pauseReason,
    serverFailures:
      campaign.status !== "sending" || campaign.serverFailures === 0 || campaign.notBefore === null
        ? null
        : { count: campaign.serverFailures, nextTryAt: campaign.notBefore.toISOString() },
    scheduledAt: campaign.scheduledAt?.toISOString() ?? null,
    startedAt: campaign.startedAt?.toISOString() ?? null,
    finishedAt: campaign.finishedAt?.toISOString() ?? null,
    progress: { total: campaign.gatheredAt === null ? null : gathered, gathered, states: allStates(states) },
    totals: { sent: count("sent", "captured"), opened: readers?.opened ?? 0, clicked: readers?.clicked ?? 0 },
    webhookCount: names.webhookCount,
    createdAt: campaign.createdAt.toISOString(),
    updatedAt: campaign.updatedAt.toISOString(),
  };
}
