"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";
import type { Webhook } from "@/lib/webhooks/contract";
import { heldText } from "./columns";
import { webhookName } from "./names";
import type { WebhookScreen } from "./scope";
import { useSwitch } from "./use-switch";

const reasons: Record<NonNullable<Webhook["disabled"]>["reason"], string> = {
  failing: "Every attempt of the last five days failed.",
  gone: "Its server answered 410 Gone, which asks us to stop.",
};

/** A webhook that was switched off by itself: why, and the way back. Renders nothing for the others. */
export function DisabledBanner({
  webhook,
  canWrite,
  onEnabled,
  ...scope
}: WebhookScreen & { webhook: Webhook; onEnabled?: () => void }) {
  const change = useSwitch(scope);
  const { disabled, held, health } = webhook;
  if (disabled === null) return null;
  return (
    <Callout
      tone="danger"
      title={
        <>
          {webhookName(webhook)} was switched off <Time value={disabled.at} />
        </>
      }
      action={
        canWrite ? (
          <Button
            variant="outline"
            size="sm"
            loading={change.isPending}
            onClick={() => change.mutate({ webhook, active: true, held: "send" }, { onSuccess: onEnabled })}
          >
            {held > 0 ? "Enable and resend" : "Enable"}
          </Button>
        ) : null
      }
    >
      {reasons[disabled.reason]}
      {health.lastError ? ` The last error: ${health.lastError}` : null}
      {held > 0
        ? ` ${heldText(held)} ${held === 1 ? "delivery is" : "deliveries are"} held until it is on again.`
        : null}
    </Callout>
  );
}
