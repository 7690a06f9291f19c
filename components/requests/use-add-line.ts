import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { workspaceWebhooksKey } from "@/components/inbound-webhooks/queries";
import type { Field } from "@/lib/audiences/fields/contract";
import { call } from "@/lib/http/client";
import { getWorkspaceWebhookContract, updateWorkspaceWebhookContract } from "@/lib/inbound/workspace-webhooks/contract";

/** Lets a webhook with a mapping fill a new field from a path, behind the lines that it has by then. */
export function useAddLine(workspace: string, webhookId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ path, field }: { path: string; field: Field }) => {
      const { mapping } = await call(getWorkspaceWebhookContract, workspace, { webhookId });
      const lines = [...(mapping ?? []), { path, field: field.key }];
      return call(updateWorkspaceWebhookContract, workspace, { webhookId, mapping: lines });
    },
    onSuccess: async ({ name }, { path, field }) => {
      await queries.invalidateQueries({ queryKey: workspaceWebhooksKey(workspace) });
      toast.success(`${field.label} added. ${name} fills it from ${path}.`);
    },
    onError: (error, { path, field }) =>
      toast.error(`${field.label} was added, but ${path} is not mapped to it: ${error.message}`),
  });
}
