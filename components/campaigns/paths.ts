import type { CampaignStatus } from "@/db/enums";
import { isEditable } from "@/lib/campaigns/status";
import type { CampaignScope } from "./scope";

export const campaignsPath = (workspace: string): string => `/${workspace}/campaigns`;

export const campaignPath = ({ workspace, campaignId }: CampaignScope): string =>
  `${campaignsPath(workspace)}/${campaignId}`;

export const reviewPath = (scope: CampaignScope): string => `${campaignPath(scope)}/review`;
export const reportPath = (scope: CampaignScope): string => `${campaignPath(scope)}/report`;
export const connectPath = (scope: CampaignScope): string => `${campaignPath(scope)}/connect`;

/** Where a campaign opens: its content while that can be changed, then its report. */
export const campaignHome = (workspace: string, campaign: { id: string; status: CampaignStatus }): string => {
  const scope = { workspace, campaignId: campaign.id };
  return isEditable(campaign.status) ? campaignPath(scope) : reportPath(scope);
};

/** The screens of a campaign in the order of its tabs. */
export function campaignScreens(scope: CampaignScope, status: CampaignStatus): { href: string; label: string }[] {
  return [
    { href: campaignPath(scope), label: "Content" },
    ...(isEditable(status)
      ? [{ href: reviewPath(scope), label: "Review and send" }]
      : [{ href: reportPath(scope), label: "Report" }]),
    { href: connectPath(scope), label: "Connect" },
  ];
}
