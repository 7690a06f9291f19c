import { CampaignWebhooksHeader } from "@/components/webhooks/campaign-webhooks";
import { WebhookTableSkeleton } from "@/components/webhooks/webhooks-screen";

export default function ConnectLoading() {
  return (
    <div aria-busy="true" className="flex flex-col gap-5">
      <CampaignWebhooksHeader />
      <WebhookTableSkeleton />
    </div>
  );
}
