"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SwitchOnDialog } from "@/components/webhooks/switch-on-dialog";
import { type HeldChoice, useSwitch } from "@/components/webhooks/use-switch";
import type { Webhook } from "@/lib/webhooks/contract";
import { refreshDeliveries } from "./queries";

/** Sends or drops everything that a webhook holds; asks first, because both switch it on. */
export function HeldChoices({
  workspace,
  webhook,
  dropLabel = "Drop",
  sendLabel = "Send",
}: {
  workspace: string;
  webhook: Webhook;
  dropLabel?: string;
  sendLabel?: string;
}) {
  const [asked, setAsked] = useState<HeldChoice | null>(null);
  const queries = useQueryClient();
  const change = useSwitch({ workspace, campaignId: webhook.campaignId });
  return (
    <span className="flex items-center gap-2">
      <Button variant="outline" size="sm" onClick={() => setAsked("drop")}>
        {dropLabel}
      </Button>
      <Button variant="primary" size="sm" onClick={() => setAsked("send")}>
        {sendLabel}
      </Button>
      {asked === null ? null : (
        <SwitchOnDialog
          webhook={webhook}
          initial={asked}
          onClose={() => setAsked(null)}
          onConfirm={async (held) => {
            await change.mutateAsync({ webhook, active: true, held });
            await refreshDeliveries(queries, workspace);
          }}
        />
      )}
    </span>
  );
}
