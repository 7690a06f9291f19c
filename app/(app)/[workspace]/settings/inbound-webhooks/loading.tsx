import { InboundWebhooksHeader } from "@/components/inbound-webhooks/header";
import { WebhookTableSkeleton } from "@/components/inbound-webhooks/webhook-table";
import { Page } from "@/components/ui/page-header";

export default function InboundWebhooksLoading() {
  return (
    <Page aria-busy="true">
      <InboundWebhooksHeader />
      <WebhookTableSkeleton />
    </Page>
  );
}
