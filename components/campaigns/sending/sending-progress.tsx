"use client";

import { Pause, Play, X } from "lucide-react";
import { contactsText, numberText } from "@/components/audiences/count-text";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardContent } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Progress } from "@/components/ui/progress";
import { Time } from "@/components/ui/time";
import { usePace } from "@/components/ui/use-pace";
import {
  type Campaign,
  cancelCampaignContract,
  pauseCampaignContract,
  resumeCampaignContract,
} from "@/lib/campaigns/contract";
import { sendingCounts } from "./counts";
import { useCampaignAction } from "./use-campaign-action";

/** The bar of a sending with Pause, Resume and Cancel; when it stopped by itself, why. */
export function SendingProgress({
  workspace,
  campaign,
  canWrite,
}: {
  workspace: string;
  campaign: Campaign;
  canWrite: boolean;
}) {
  const scope = { workspace, campaignId: campaign.id };
  const pause = useCampaignAction(scope, pauseCampaignContract);
  const resume = useCampaignAction(scope, resumeCampaignContract);
  const cancel = useCampaignAction(scope, cancelCampaignContract);
  const { done, total, left, failed, skipped } = sendingCounts(campaign.progress);
  const paused = campaign.status === "paused";
  const pace = usePace(done, total);
  return (
    <>
      {paused && campaign.pauseReason !== null ? (
        <Callout tone="danger" title="The sending stopped by itself">
          {campaign.pauseReason} Nobody is lost: resume it once that is settled.
        </Callout>
      ) : null}
      {campaign.serverFailures === null ? null : (
        <Callout tone="warning" title="The mail server can’t be used at the moment">
          It failed {campaign.serverFailures.count === 1 ? "once" : `${campaign.serverFailures.count} times in a row`}.
          The next try: <Time value={campaign.serverFailures.nextTryAt} format="until" />. The reason stands with each
          recipient below. Nobody is lost: should it go on failing, the sending pauses itself.
        </Callout>
      )}
      <Card aria-label="Sending">
        <CardContent className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Progress
            className="flex-1 basis-72"
            label={paused ? "Paused" : total === null ? "Sending while recipients are gathered" : "Sending"}
            tone={paused ? "warning" : "neutral"}
            done={done}
            total={total}
            unit="contacts"
            failed={failed}
            {...(paused ? {} : pace)}
            remaining={
              paused
                ? `${numberText(left)} left`
                : [skipped > 0 ? `${numberText(skipped)} skipped` : "", pace.remaining ?? ""]
                    .filter(Boolean)
                    .join(" · ") || undefined
            }
          />
          {canWrite ? (
            <div className="flex shrink-0 gap-2">
              {paused ? (
                <Button variant="primary" loading={resume.isPending} onClick={() => resume.mutate()}>
                  <Play />
                  Resume
                </Button>
              ) : (
                <Button variant="outline" loading={pause.isPending} onClick={() => pause.mutate()}>
                  <Pause />
                  Pause
                </Button>
              )}
              <ConfirmDialog
                trigger={
                  <Button variant="outline">
                    <X />
                    Cancel campaign
                  </Button>
                }
                title={`Cancel ${campaign.name}?`}
                description="A cancelled campaign can't be resumed."
                consequences={[
                  `${contactsText(left)} ${left === 1 ? "has" : "have"} not got it and will not.`,
                  "Mail that was sent stays sent; its opens and clicks are still counted.",
                ]}
                confirmLabel="Cancel campaign"
                cancelLabel="Keep sending"
                onConfirm={() => cancel.mutateAsync()}
              />
            </div>
          ) : null}
        </CardContent>
      </Card>
    </>
  );
}
