import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Prefetched } from "@/components/audiences/prefetched";
import { audienceNamesQuery } from "@/components/requests/queries";
import { webhookFormValues } from "@/components/webhooks/editor/form-schema";
import { WebhookEditor } from "@/components/webhooks/editor/webhook-editor";
import { webhooksPath } from "@/components/webhooks/scope";
import { listAudiences } from "@/lib/audiences/list";
import { pageLimit } from "@/lib/pagination";
import { allows } from "@/lib/workspaces/allows";
import { pageWebhook } from "../../../../webhooks/page-webhook";
import { type CampaignPageParams, pageCampaign } from "../../page-campaign";

export const metadata: Metadata = { title: "Edit webhook" };

export default async function EditCampaignWebhookPage({
  params,
}: {
  params: Promise<CampaignPageParams & { webhookId: string }>;
}) {
  const { webhookId, ...scope } = await params;
  const { ctx, campaign } = await pageCampaign(scope.workspace, scope.campaignId);
  if (!allows(ctx, "webhooks:write")) redirect(webhooksPath(scope));
  const webhook = await pageWebhook(ctx, scope.campaignId, webhookId);
  const audiences = await listAudiences(ctx, { limit: pageLimit });
  return (
    <Prefetched data={[[audienceNamesQuery(scope.workspace).queryKey, audiences]]}>
      <WebhookEditor
        {...scope}
        webhook={webhook}
        initial={webhookFormValues(webhook)}
        audienceId={campaign.audienceId}
      />
    </Prefetched>
  );
}
