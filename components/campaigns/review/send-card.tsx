"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarClock, SendHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { contactsText } from "@/components/audiences/count-text";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Campaign, sendCampaignContract } from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import { reportPath } from "../paths";
import { keepCampaign, recipientsQuery } from "../queries";
import { RecipientCount } from "../recipient-count";
import type { CampaignScope } from "../scope";
import { ScheduleDialog } from "./schedule-dialog";

/** Now, or at a moment. */
export function SendCard({
  scope,
  campaign,
  isReady,
  canWrite,
}: {
  scope: CampaignScope;
  campaign: Campaign;
  isReady: boolean;
  canWrite: boolean;
}) {
  const router = useRouter();
  const queries = useQueryClient();
  const [scheduling, setScheduling] = useState(false);
  const recipients = useQuery(recipientsQuery(scope, campaign));
  const who = recipients.data === undefined ? "everybody" : contactsText(recipients.data.active);
  const isScheduled = campaign.status === "scheduled";

  async function sendNow() {
    keepCampaign(
      queries,
      scope.workspace,
      await call(sendCampaignContract, scope.workspace, { campaignId: scope.campaignId }),
    );
    router.push(reportPath(scope));
  }

  return (
    <Card>
      <CardHeader title="Send" />
      <CardContent className="flex flex-col gap-3 pt-3">
        <RecipientCount scope={scope} campaign={campaign} />
        {canWrite ? (
          <>
            <ConfirmDialog
              tone="primary"
              trigger={
                <Button variant="primary" size="lg" disabled={!isReady}>
                  <SendHorizontal />
                  Send now
                </Button>
              }
              title={`Send ${campaign.name} to ${who} now?`}
              description="It starts at once. You can pause it, but mail that was sent can't be called back."
              confirmLabel={`Send to ${who}`}
              onConfirm={sendNow}
            />
            <Button variant="outline" size="lg" disabled={!isReady} onClick={() => setScheduling(true)}>
              <CalendarClock />
              {isScheduled ? "Change the time" : "Schedule"}
            </Button>
            {isReady ? null : (
              <p className="text-meta text-muted-foreground">What is missing has to be there before it can go out.</p>
            )}
          </>
        ) : (
          <p className="text-meta text-muted-foreground">Your role may look at campaigns, not send them.</p>
        )}
      </CardContent>
      {scheduling ? <ScheduleDialog scope={scope} campaign={campaign} onClose={() => setScheduling(false)} /> : null}
    </Card>
  );
}
