import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Prefetched } from "@/components/audiences/prefetched";
import { reportPath } from "@/components/campaigns/paths";
import { recipientsQuery } from "@/components/campaigns/queries";
import { ReviewScreen } from "@/components/campaigns/review/review-screen";
import { countRecipients } from "@/lib/campaigns/count-recipients";
import { listProblems } from "@/lib/campaigns/list-problems";
import { isEditable } from "@/lib/campaigns/status";
import { type CampaignPageParams, pageCampaign } from "../page-campaign";

export const metadata: Metadata = { title: "Review and send" };

export default async function ReviewPage({ params }: { params: Promise<CampaignPageParams> }) {
  const { workspace, campaignId } = await params;
  const { ctx, campaign, screen } = await pageCampaign(workspace, campaignId);
  if (!isEditable(campaign.status)) redirect(reportPath(screen));
  const [recipients, issues] = await Promise.all([
    countRecipients(ctx, { campaignId }),
    listProblems(ctx, { campaignId }),
  ]);
  return (
    <Prefetched data={[[recipientsQuery(screen, campaign).queryKey, recipients]]}>
      <ReviewScreen {...screen} issues={issues} ownEmail={ctx.actor.email} />
    </Prefetched>
  );
}
