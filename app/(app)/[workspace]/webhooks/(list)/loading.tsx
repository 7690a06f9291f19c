import { Page } from "@/components/ui/page-header";
import { WebhookTableSkeleton } from "@/components/webhooks/webhooks-screen";
import { WorkspaceWebhooksHeader } from "@/components/webhooks/workspace-webhooks";

export default function WebhooksLoading() {
  return (
    <Page aria-busy="true">
      <WorkspaceWebhooksHeader />
      <WebhookTableSkeleton />
    </Page>
  );
}
