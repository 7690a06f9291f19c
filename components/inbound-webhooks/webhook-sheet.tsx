"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { failureOf } from "@/components/audiences/failure";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { call } from "@/lib/http/client";
import {
  createWorkspaceWebhookContract,
  updateWorkspaceWebhookContract,
  type WorkspaceWebhook,
} from "@/lib/inbound/workspace-webhooks/contract";
import { blankWebhook, webhookFormValues } from "./form-schema";
import { workspaceWebhookQuery, workspaceWebhooksKey } from "./queries";
import { WebhookForm } from "./webhook-form";

/** Creates a webhook; its URL is made on saving. */
export function NewWebhookSheet({
  workspace,
  defaultAudienceId,
  onClose,
  onCreated,
}: {
  workspace: string;
  defaultAudienceId: string | null;
  onClose: () => void;
  onCreated: (webhook: WorkspaceWebhook) => void;
}) {
  const queries = useQueryClient();
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent
        size="lg"
        title="Create webhook"
        description="A secret URL that another system calls. The URL is generated when you save."
      >
        <WebhookForm
          workspace={workspace}
          webhook={null}
          initial={blankWebhook(defaultAudienceId ?? "")}
          onSave={async (values) => {
            const webhook = await call(createWorkspaceWebhookContract, workspace, values);
            await queries.invalidateQueries({ queryKey: workspaceWebhooksKey(workspace) });
            onCreated(webhook);
          }}
        />
      </SheetContent>
    </Sheet>
  );
}

/** Changes a webhook, once it is loaded. */
export function EditWebhookSheet({
  workspace,
  webhookId,
  onClose,
}: {
  workspace: string;
  webhookId: string;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const { data: webhook, error, refetch, isRefetching } = useQuery(workspaceWebhookQuery(workspace, webhookId));
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent size="lg" title={webhook?.name ?? "Webhook"} description="Changes count from the next request on.">
        {webhook ? (
          <WebhookForm
            workspace={workspace}
            webhook={webhook}
            initial={webhookFormValues(webhook)}
            onSave={async (values) => {
              const saved = await call(updateWorkspaceWebhookContract, workspace, { webhookId, ...values });
              await queries.invalidateQueries({ queryKey: workspaceWebhooksKey(workspace) });
              toast.success(`${saved.name} saved.`);
              onClose();
            }}
          />
        ) : error ? (
          <SheetBody>
            <ErrorState
              description={error.message}
              requestId={failureOf(error)?.requestId}
              onRetry={() => refetch()}
              retrying={isRefetching}
            />
          </SheetBody>
        ) : (
          <FormSkeleton />
        )}
      </SheetContent>
    </Sheet>
  );
}

const FormSkeleton = () => (
  <SheetBody role="status" aria-label="Loading the webhook">
    <Skeleton className="h-9 rounded-md" />
    <Skeleton className="h-8 rounded-md" />
    <div className="grid gap-2 sm:grid-cols-2">
      {["a", "b", "c", "d"].map((card) => (
        <Skeleton key={card} className="h-20 rounded-lg" />
      ))}
    </div>
    <Skeleton className="h-8 rounded-md" />
    <Skeleton className="h-8 rounded-md" />
  </SheetBody>
);
