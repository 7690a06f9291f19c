"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { heldText } from "@/components/webhooks/columns";
import { webhookName } from "@/components/webhooks/names";
import type { Webhook } from "@/lib/webhooks/contract";
import { HeldChoices } from "./held-choices";
import type { WebhookRef } from "./use-webhook-options";

/** Above what a webhook holds: how much, and what can become of it. */
export function HeldNote({
  workspace,
  webhook,
  canResend,
}: {
  workspace: string;
  webhook: Webhook;
  canResend: boolean;
}) {
  const { held, active, disabled } = webhook;
  if (held === 0 || disabled !== null) return null;
  return (
    <Callout
      tone="warning"
      title={`${webhookName(webhook)} holds ${heldText(held)} ${held === 1 ? "delivery" : "deliveries"}`}
      action={canResend ? <HeldChoices workspace={workspace} webhook={webhook} /> : null}
    >
      {active
        ? "They were held while it was switched off, and nobody has said yet what becomes of them."
        : "It is switched off. What happens meanwhile is held, for 30 days at most."}
    </Callout>
  );
}

/** Above what several webhooks hold: it is sent or dropped webhook by webhook. */
export function HeldOfMany({
  webhooks,
  onChoose,
}: {
  webhooks: readonly WebhookRef[];
  onChoose: (webhookId: string) => void;
}) {
  if (webhooks.length === 0) return null;
  return (
    <Callout
      tone="warning"
      title="Held while a webhook was switched off"
      action={webhooks.slice(0, 5).map((webhook) => (
        <Button key={webhook.id} variant="outline" size="sm" onClick={() => onChoose(webhook.id)}>
          {webhookName(webhook)}
        </Button>
      ))}
    >
      Choose a webhook to send or drop what it holds.
    </Callout>
  );
}
