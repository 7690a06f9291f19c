"use client";

import { toast } from "sonner";
import { numberText } from "@/components/audiences/count-text";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { AudienceWebhook } from "@/lib/inbound/contract";

/** Asks before every platform with the old URL stops getting in. */
export function RegenerateDialog({ webhook, generate }: { webhook: AudienceWebhook; generate: () => Promise<void> }) {
  const requests = webhook.traffic.accepted24h + webhook.traffic.refused24h;
  return (
    <ConfirmDialog
      title="Regenerate the webhook URL?"
      description="Regenerating deletes the existing URL and makes a new one, in both modes."
      consequences={[
        "The old URL stops working at once: requests to it get a 404.",
        "Update every platform and API that uses it.",
        requests > 0
          ? `${numberText(requests)} ${requests === 1 ? "request" : "requests"} came through it in the last 24 hours.`
          : "No request came through it in the last 24 hours.",
      ]}
      confirmLabel="Regenerate URL"
      onConfirm={async () => {
        await generate();
        toast.success("New webhook URL generated. The old one no longer works.");
      }}
      trigger={<Button variant="outline">Regenerate</Button>}
    />
  );
}
