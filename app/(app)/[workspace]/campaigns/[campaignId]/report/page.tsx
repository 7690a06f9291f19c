import type { Metadata } from "next";
import { ReportScreen } from "@/components/campaigns/report/report-screen";
import { type CampaignPageParams, pageCampaign } from "../page-campaign";

export const metadata: Metadata = { title: "Report" };

export default async function ReportPage({ params }: { params: Promise<CampaignPageParams> }) {
  const { workspace, campaignId } = await params;
  await pageCampaign(workspace, campaignId);
  return <ReportScreen workspace={workspace} campaignId={campaignId} />;
}
