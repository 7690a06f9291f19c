"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { numberText } from "@/components/audiences/count-text";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Webhook } from "@/lib/webhooks/contract";
import { webhookApi } from "./api";
import { heldText } from "./columns";
import { hostOf, webhookName } from "./names";
import { refreshWebhooks } from "./queries";
import type { WebhookScope } from "./scope";

/** Asks before a receiver stops hearing of anything, and says what goes with the webhook. */
export function DeleteDialog({
  scope,
  webhook,
  onClose,
}: {
  scope: WebhookScope;
  webhook: Webhook;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const { succeeded24h, failed24h } = webhook.health;
  const attempts = succeeded24h + failed24h;
  const count = webhook.events.length;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete ${webhookName(webhook)}?`}
      consequences={[
        `${hostOf(webhook.url)} no longer hears of ${count === 1 ? "the event" : `the ${count} events`} it is subscribed to.`,
        webhook.held > 0
          ? `What waits for another attempt is not sent, and neither ${webhook.held === 1 ? "is the delivery" : `are the ${heldText(webhook.held)} deliveries`} held for it.`
          : "What waits for another attempt is not sent.",
        attempts === 0
          ? "Nothing was sent through it in the last 24 hours."
          : `${numberText(attempts)} ${attempts === 1 ? "request was" : "requests were"} sent through it in the last 24 hours.`,
        "Its settings and secret are deleted. The log of its deliveries stays.",
      ]}
      confirmLabel="Delete webhook"
      onConfirm={async () => {
        await webhookApi(scope).remove({ webhookId: webhook.id });
        await refreshWebhooks(queries, scope);
        toast.success(`${webhookName(webhook)} deleted.`);
      }}
    />
  );
}
