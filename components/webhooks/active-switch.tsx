"use client";

import { use } from "react";
import { Switch } from "@/components/ui/switch";
import type { Webhook } from "@/lib/webhooks/contract";
import { WebhookActionsContext } from "./actions";
import { webhookName } from "./names";
import { useSwitch } from "./use-switch";

/** Pauses a webhook at once; switching on asks first where deliveries are held. */
export function ActiveSwitch({ webhook }: { webhook: Webhook }) {
  const { start, canWrite, ...scope } = use(WebhookActionsContext);
  const change = useSwitch(scope);
  return (
    <Switch
      aria-label={`${webhookName(webhook)} is active`}
      checked={change.isPending ? change.variables.active : webhook.active}
      disabled={!canWrite || change.isPending}
      onCheckedChange={(active) => {
        if (active && webhook.held > 0) start("switchOn", webhook);
        else change.mutate({ webhook, active });
      }}
    />
  );
}
