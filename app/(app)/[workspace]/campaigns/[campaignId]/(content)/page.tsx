import type { Metadata } from "next";
import { Prefetched } from "@/components/audiences/prefetched";
import { ContentView } from "@/components/campaigns/content-view";
import { recipientsQuery } from "@/components/campaigns/queries";
import { fieldsQuery } from "@/components/data-fields/queries";
import { listFields } from "@/lib/audiences/fields/list";
import { countRecipients } from "@/lib/campaigns/count-recipients";
import { type CampaignPageParams, pageCampaign } from "../page-campaign";

export const metadata: Metadata = { title: "Content" };

export default async function ContentPage({ params }: { params: Promise<CampaignPageParams> }) {
  const { workspace, campaignId } = await params;
  const { ctx, campaign, screen } = await pageCampaign(workspace, campaignId);
  const { audienceId } = campaign;
  const [recipients, fields] = await Promise.all([
    countRecipients(ctx, { campaignId }),
    listFields(ctx, { audienceId }),
  ]);
  return (
    <Prefetched
      data={[
        [recipientsQuery(screen, campaign).queryKey, recipients],
        [fieldsQuery({ workspace, audienceId }).queryKey, fields],
      ]}
    >
      <ContentView {...screen} />
    </Prefetched>
  );
}
