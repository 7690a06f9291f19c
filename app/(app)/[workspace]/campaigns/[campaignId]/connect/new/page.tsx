import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Prefetched } from "@/components/audiences/prefetched";
import { audienceNamesQuery } from "@/components/requests/queries";
import { blankWebhook, copyValues } from "@/components/webhooks/editor/form-schema";
import { WebhookEditor } from "@/components/webhooks/editor/webhook-editor";
import { webhooksPath } from "@/components/webhooks/scope";
import { listAudiences } from "@/lib/audiences/list";
import { pageLimit } from "@/lib/pagination";
import { allows } from "@/lib/workspaces/allows";
import { pageWebhook } from "../../../../webhooks/page-webhook";
import { type CampaignPageParams, pageCampaign } from "../../page-campaign";

export const metadata: Metadata = { title: "Add webhook" };

/** `?from=` names a webhook of this campaign to start with a copy of. */
export default async function NewCampaignWebhookPage({
  params,
  searchParams,
}: {
  params: Promise<CampaignPageParams>;
  searchParams: Promise<{ from?: string | string[] }>;
}) {
  const scope = await params;
  const { from } = await searchParams;
  const { ctx, campaign } = await pageCampaign(scope.workspace, scope.campaignId);
  if (!allows(ctx, "webhooks:write")) redirect(webhooksPath(scope));
  const initial = from === undefined ? blankWebhook() : copyValues(await pageWebhook(ctx, scope.campaignId, from));
  const audiences = await listAudiences(ctx, { limit: pageLimit });
  return (
    <Prefetched data={[[audienceNamesQuery(scope.workspace).queryKey, audiences]]}>
      <WebhookEditor {...scope} webhook={null} initial={initial} audienceId={campaign.audienceId} />
    </Prefetched>
  );
}
