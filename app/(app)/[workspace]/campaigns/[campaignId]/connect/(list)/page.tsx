import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { CampaignWebhooks } from "@/components/webhooks/campaign-webhooks";
import { webhooksQuery } from "@/components/webhooks/queries";
import { campaignWebhookContracts } from "@/lib/webhooks/contract";
import { listWebhooks } from "@/lib/webhooks/list";
import { allows } from "@/lib/workspaces/allows";
import { type CampaignPageParams, pageCampaign } from "../../page-campaign";

export const metadata: Metadata = { title: "Connect" };

export default async function ConnectPage({ params }: { params: Promise<CampaignPageParams> }) {
  const { workspace, campaignId } = await params;
  const { ctx } = await pageCampaign(workspace, campaignId);
  const webhooks = await listWebhooks(ctx, { campaignId, ...campaignWebhookContracts.list.query.parse({}) });
  const screen = { workspace, campaignId, canWrite: allows(ctx, "webhooks:write") };
  return (
    <Prefetched data={[[webhooksQuery(screen).queryKey, firstPage(webhooks)]]}>
      <CampaignWebhooks {...screen} />
    </Prefetched>
  );
}
