"use client";

import { useQuery } from "@tanstack/react-query";
import { isEditable } from "@/lib/campaigns/status";
import { CampaignEditor } from "./editor/campaign-editor";
import { ContentReading } from "./preview/content-reading";
import { campaignQuery } from "./queries";
import type { CampaignScreen } from "./scope";

/** The content of a campaign: to write while nobody has got it, afterwards and for viewers to read. */
export function ContentView({ canWrite, ...scope }: CampaignScreen) {
  const { data: campaign } = useQuery(campaignQuery(scope));
  if (campaign === undefined) return null;
  return canWrite && isEditable(campaign.status) ? (
    <CampaignEditor workspace={scope.workspace} campaign={campaign} />
  ) : (
    <ContentReading workspace={scope.workspace} campaign={campaign} />
  );
}
