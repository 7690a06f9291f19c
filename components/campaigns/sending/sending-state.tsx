"use client";

import { contactsText, numberText } from "@/components/audiences/count-text";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";
import { type Campaign, pauseCampaignContract } from "@/lib/campaigns/contract";
import { LocalMoment } from "../local-moment";
import { sendingCounts } from "./counts";
import { SendingProgress } from "./sending-progress";
import { useCampaignAction } from "./use-campaign-action";

interface StateProps {
  workspace: string;
  campaign: Campaign;
  canWrite: boolean;
}

/** Where a campaign stands that is no draft: when it goes out, how far it has come, why it stopped. Nothing once all is well and over. */
export function SendingState(props: StateProps) {
  switch (props.campaign.status) {
    case "scheduled":
      return <Scheduled {...props} />;
    case "sending":
    case "paused":
      return <SendingProgress {...props} />;
    case "cancelled":
      return <Cancelled campaign={props.campaign} />;
    default:
      return null;
  }
}

function Scheduled({ workspace, campaign, canWrite }: StateProps) {
  const unschedule = useCampaignAction({ workspace, campaignId: campaign.id }, pauseCampaignContract);
  if (campaign.scheduledAt === null) return null;
  return (
    <Callout
      tone="info"
      title={
        <>
          It goes out on <LocalMoment at={campaign.scheduledAt} />
        </>
      }
      action={
        canWrite ? (
          <Button variant="outline" size="sm" loading={unschedule.isPending} onClick={() => unschedule.mutate()}>
            Unschedule
          </Button>
        ) : null
      }
    >
      That is <Time value={campaign.scheduledAt} />. Until then everything can be changed; whoever is Active at that
      moment gets it.
    </Callout>
  );
}

function Cancelled({ campaign }: { campaign: Campaign }) {
  const { left } = sendingCounts(campaign.progress);
  return (
    <Callout tone="warning" title="This campaign was cancelled">
      {numberText(campaign.totals.sent)} of its mails were sent
      {left > 0 ? `; ${contactsText(left)} will not get it` : ""}.
    </Callout>
  );
}
