import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Prefetched } from "@/components/audiences/prefetched";
import { CampaignCrumbs } from "@/components/campaigns/campaign-crumbs";
import { CampaignHeader } from "@/components/campaigns/campaign-header";
import { CampaignTabs } from "@/components/campaigns/campaign-tabs";
import { campaignQuery } from "@/components/campaigns/queries";
import { Page } from "@/components/ui/page-header";
import { type CampaignPageParams, pageCampaign } from "./page-campaign";

export async function generateMetadata({ params }: { params: Promise<CampaignPageParams> }): Promise<Metadata> {
  const { workspace, campaignId } = await params;
  const { campaign } = await pageCampaign(workspace, campaignId);
  return { title: { default: campaign.name, template: `%s · ${campaign.name} · Tidegate` } };
}

/** Name, state and tabs of a campaign; the screens below it come inside this `Page`. */
export default async function CampaignLayout({
  params,
  children,
}: {
  params: Promise<CampaignPageParams>;
  children: ReactNode;
}) {
  const { workspace, campaignId } = await params;
  const { campaign, screen } = await pageCampaign(workspace, campaignId);
  return (
    <Page>
      <Prefetched data={[[campaignQuery(screen).queryKey, campaign]]}>
        <CampaignCrumbs {...screen} />
        <CampaignHeader {...screen} />
        <CampaignTabs {...screen} />
        {children}
      </Prefetched>
    </Page>
  );
}
