import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { Page } from "@/components/ui/page-header";
import { webhooksQuery } from "@/components/webhooks/queries";
import { WorkspaceWebhooks } from "@/components/webhooks/workspace-webhooks";
import { pageContext } from "@/lib/api/page-context";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { listWebhooks } from "@/lib/webhooks/list";
import { allows } from "@/lib/workspaces/allows";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const webhooks = await listWebhooks(ctx, workspaceWebhookContracts.list.query.parse({}));
  const screen = { workspace, campaignId: null, canWrite: allows(ctx, "webhooks:write") };
  return (
    <Page>
      <Prefetched data={[[webhooksQuery(screen).queryKey, firstPage(webhooks)]]}>
        <WorkspaceWebhooks {...screen} />
      </Prefetched>
    </Page>
  );
}
