"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { toastFailure } from "@/components/audiences/failure";
import { Switch } from "@/components/ui/switch";
import { call } from "@/lib/http/client";
import { updateWorkspaceWebhookContract, type WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { workspaceWebhooksKey } from "./queries";

/** Pauses a webhook and lets it work again, at once. */
export function ActiveSwitch({
  workspace,
  webhook,
  disabled,
}: {
  workspace: string;
  webhook: WorkspaceWebhook;
  disabled: boolean;
}) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (active: boolean) => call(updateWorkspaceWebhookContract, workspace, { webhookId: webhook.id, active }),
    onSuccess: async ({ active }) => {
      await queries.invalidateQueries({ queryKey: workspaceWebhooksKey(workspace) });
      toast.success(active ? `${webhook.name} is active again.` : `${webhook.name} is paused: its URL answers 404.`);
    },
    onError: toastFailure,
  });
  return (
    <Switch
      aria-label={`${webhook.name} is active`}
      checked={change.isPending ? change.variables : webhook.active}
      disabled={disabled || change.isPending}
      onCheckedChange={(active) => change.mutate(active)}
    />
  );
}
