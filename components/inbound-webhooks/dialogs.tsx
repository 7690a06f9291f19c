"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { numberText } from "@/components/audiences/count-text";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { call } from "@/lib/http/client";
import {
  deleteWorkspaceWebhookContract,
  rotateWorkspaceWebhookContract,
  type WorkspaceWebhook,
} from "@/lib/inbound/workspace-webhooks/contract";
import { workspaceWebhooksKey } from "./queries";

interface DialogProps {
  workspace: string;
  webhook: WorkspaceWebhook;
  onClose: () => void;
}

/** Asks before every system with the old URL stops getting in. `onRotated` shows the new one. */
export function RotateDialog({
  workspace,
  webhook,
  onClose,
  onRotated,
}: DialogProps & { onRotated: (webhook: WorkspaceWebhook) => void }) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Rotate the URL of ${webhook.name}?`}
      description="A new URL takes the place of the current one. Settings, requests and counts stay."
      consequences={[
        "The old URL stops working at once: requests to it get a 404.",
        "Update every system that sends to it.",
        trafficText(webhook),
      ]}
      confirmLabel="Rotate URL"
      onConfirm={async () => {
        const rotated = await call(rotateWorkspaceWebhookContract, workspace, { webhookId: webhook.id });
        await queries.invalidateQueries({ queryKey: workspaceWebhooksKey(workspace) });
        toast.success("New URL made. The old one no longer works.");
        onRotated(rotated);
      }}
    />
  );
}

/** Asks before the URL goes for good, and says what will be missing. */
export function DeleteDialog({ workspace, webhook, onClose }: DialogProps) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete ${webhook.name}?`}
      consequences={[
        "Its URL stops working at once and for good: requests to it get a 404.",
        trafficText(webhook),
        "Its settings, field mapping and request counts are deleted with it.",
        "Contacts and the request log stay.",
      ]}
      confirmLabel="Delete webhook"
      onConfirm={async () => {
        await call(deleteWorkspaceWebhookContract, workspace, { webhookId: webhook.id });
        await queries.invalidateQueries({ queryKey: workspaceWebhooksKey(workspace) });
        toast.success(`${webhook.name} deleted.`);
      }}
    />
  );
}

function trafficText({ traffic: { accepted24h, refused24h } }: WorkspaceWebhook): string {
  const requests = accepted24h + refused24h;
  if (requests === 0) return "No request came through it in the last 24 hours.";
  return `${numberText(requests)} ${requests === 1 ? "request" : "requests"} came through it in the last 24 hours.`;
}
