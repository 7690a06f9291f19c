"use client";

import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "@/components/ui/copy-button";
import type { InboundRequestDetail } from "@/lib/inbound/contract";
import { secretPlaceholder, urlOfMode, type WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { repeatRequest } from "@/lib/inbound/setup/repeat-request";
import { webhookUrlQuery } from "./queries";

/** Copies a command that sends the request again. A secret that is shown once has a placeholder, any other is filled in. */
export function CopyAsCurl({
  request,
  workspace,
  placeholderUrls,
}: {
  request: InboundRequestDetail;
  workspace: string;
  placeholderUrls: WebhookUrls;
}) {
  const ofAudience = request.webhook?.kind === "audience" || request.mode !== "";
  const known = useQuery({
    ...webhookUrlQuery(workspace, request.webhookId),
    enabled: !ofAudience && request.webhook !== null,
  });
  const placeholder = new URL(`/v1/inbound-webhooks/${secretPlaceholder}`, placeholderUrls.addOnly).href;
  const url = ofAudience ? urlOfMode(placeholderUrls, request.mode) : (known.data ?? placeholder);
  return (
    <CopyButton
      variant="outline"
      size="sm"
      label="Copy as curl"
      disabled={known.isLoading}
      value={() => repeatRequest(request, url)}
    >
      Copy as curl
    </CopyButton>
  );
}
