import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { linksQuery, messagesQuery, reportQuery } from "@/components/campaigns/queries";
import { loadMessageFilter, messageQuery } from "@/components/campaigns/report/message-filter";
import { ReportScreen } from "@/components/campaigns/report/report-screen";
import { listMessagesContract } from "@/lib/campaigns/contract";
import { listMessages } from "@/lib/campaigns/list-messages";
import { getReport } from "@/lib/campaigns/report/get";
import { listLinks } from "@/lib/campaigns/report/list-links";
import { type CampaignPageParams, pageCampaign } from "../page-campaign";

export const metadata: Metadata = { title: "Report" };

export default async function ReportPage({
  params,
  searchParams,
}: {
  params: Promise<CampaignPageParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { workspace, campaignId } = await params;
  const { ctx, campaign, screen } = await pageCampaign(workspace, campaignId);
  const { show } = loadMessageFilter(await searchParams);
  const [report, links, messages] = await Promise.all([
    getReport(ctx, { campaignId }),
    listLinks(ctx, { campaignId }),
    listMessages(ctx, { campaignId, ...listMessagesContract.query.parse(messageQuery(show)) }),
  ]);
  return (
    <Prefetched
      data={[
        [reportQuery(screen, campaign.status === "sending").queryKey, report],
        [linksQuery(screen).queryKey, links],
        [messagesQuery(screen, show).queryKey, firstPage(messages)],
      ]}
    >
      <ReportScreen workspace={workspace} campaignId={campaignId} />
    </Prefetched>
  );
}
