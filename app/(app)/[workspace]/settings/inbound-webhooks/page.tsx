import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { InboundWebhooks } from "@/components/inbound-webhooks/inbound-webhooks";
import { workspaceWebhooksQuery } from "@/components/inbound-webhooks/queries";
import { audienceNamesQuery } from "@/components/requests/queries";
import { pageContext } from "@/lib/api/page-context";
import { findDefaultAudience } from "@/lib/audiences/default";
import { listAudiences } from "@/lib/audiences/list";
import { listWorkspaceWebhooksContract } from "@/lib/inbound/workspace-webhooks/contract";
import { listWorkspaceWebhooks } from "@/lib/inbound/workspace-webhooks/list";
import { pageLimit } from "@/lib/pagination";
import { allows } from "@/lib/workspaces/allows";

export const metadata: Metadata = { title: "Inbound webhooks" };

export default async function InboundWebhooksPage({
  params,
  searchParams,
}: {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ search?: string | string[] }>;
}) {
  const { workspace } = await params;
  const { search } = await searchParams;
  const ctx = await pageContext(workspace);
  const words = typeof search === "string" ? search.slice(0, 64) : "";
  const [webhooks, audiences, defaultAudienceId] = await Promise.all([
    listWorkspaceWebhooks(ctx, listWorkspaceWebhooksContract.query.parse({ search: words || undefined })),
    listAudiences(ctx, { limit: pageLimit }),
    findDefaultAudience(ctx),
  ]);
  return (
    <Prefetched
      data={[
        [workspaceWebhooksQuery(workspace, words).queryKey, firstPage(webhooks)],
        [audienceNamesQuery(workspace).queryKey, audiences],
      ]}
    >
      <InboundWebhooks
        workspace={workspace}
        canWrite={allows(ctx, "webhooks:write")}
        publicUrl={ctx.env.publicUrl}
        defaultAudienceId={defaultAudienceId}
      />
    </Prefetched>
  );
}
