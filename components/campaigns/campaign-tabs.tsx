"use client";

import { useQuery } from "@tanstack/react-query";
import { LinkTabs } from "@/components/ui/link-tabs";
import { campaignScreens, connectPath } from "./paths";
import { campaignQuery } from "./queries";
import type { CampaignScope } from "./scope";

/** The screens of a campaign; with the sending "Review and send" makes way for the report. */
export function CampaignTabs(scope: CampaignScope) {
  const { data: campaign } = useQuery(campaignQuery(scope));
  if (campaign === undefined) return null;
  const tabs = campaignScreens(scope, campaign.status).map((screen) =>
    screen.href === connectPath(scope) && campaign.webhookCount > 0
      ? { ...screen, count: campaign.webhookCount }
      : screen,
  );
  return <LinkTabs label="Campaign" tabs={tabs} />;
}
