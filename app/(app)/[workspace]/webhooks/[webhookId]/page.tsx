import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Prefetched } from "@/components/audiences/prefetched";
import { audienceNamesQuery } from "@/components/requests/queries";
import { Page } from "@/components/ui/page-header";
import { webhookFormValues } from "@/components/webhooks/editor/form-schema";
import { WebhookEditor } from "@/components/webhooks/editor/webhook-editor";
import { webhooksPath } from "@/components/webhooks/scope";
import { pageContext } from "@/lib/api/page-context";
import { listAudiences } from "@/lib/audiences/list";
import { pageLimit } from "@/lib/pagination";
import { allows } from "@/lib/workspaces/allows";
import { pageWebhook } from "../page-webhook";

export const metadata: Metadata = { title: "Edit webhook" };

export default async function EditWebhookPage({
  params,
}: {
  params: Promise<{ workspace: string; webhookId: string }>;
}) {
  const { workspace, webhookId } = await params;
  const ctx = await pageContext(workspace);
  const scope = { workspace, campaignId: null };
  if (!allows(ctx, "webhooks:write")) redirect(webhooksPath(scope));
  const webhook = await pageWebhook(ctx, null, webhookId);
  const audiences = await listAudiences(ctx, { limit: pageLimit });
  return (
    <Page>
      <Prefetched data={[[audienceNamesQuery(workspace).queryKey, audiences]]}>
        <WebhookEditor {...scope} webhook={webhook} initial={webhookFormValues(webhook)} audienceId={null} />
      </Prefetched>
    </Page>
  );
}
