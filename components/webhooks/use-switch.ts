import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { toastFailure } from "@/components/audiences/failure";
import type { Webhook } from "@/lib/webhooks/contract";
import { webhookApi } from "./api";
import { webhookName } from "./names";
import { refreshWebhooks } from "./queries";
import type { WebhookScope } from "./scope";

/** What becomes of what was held while a webhook was off. */
export type HeldChoice = "send" | "drop";

interface Change {
  webhook: Webhook;
  active: boolean;
  held?: HeldChoice | undefined;
}

const done = ({ webhook, active, held }: Change): string => {
  const name = webhookName(webhook);
  if (!active) return `${name} is paused. What happens meanwhile is held.`;
  if (held === "send") return `${name} is active. What was held is being sent.`;
  if (held === "drop") return `${name} is active. What was held is dropped.`;
  return `${name} is active.`;
};

/** Switches a webhook on or off, at once. */
export function useSwitch(scope: WebhookScope) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ webhook, active, held }: Change) =>
      webhookApi(scope).update({ webhookId: webhook.id, active, ...(held === undefined ? {} : { held }) }),
    onSuccess: async (_, change) => {
      await refreshWebhooks(queries, scope);
      toast.success(done(change));
    },
    onError: toastFailure,
  });
}
