import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Prefetched } from "@/components/audiences/prefetched";
import { audienceNamesQuery } from "@/components/requests/queries";
import { Page } from "@/components/ui/page-header";
import { blankWebhook, copyValues } from "@/components/webhooks/editor/form-schema";
import { WebhookEditor } from "@/components/webhooks/editor/webhook-editor";
import { webhooksPath } from "@/components/webhooks/scope";
import { pageContext } from "@/lib/api/page-context";
import { listAudiences } from "@/lib/audiences/list";
import { pageLimit } from "@/lib/pagination";
import { allows } from "@/lib/workspaces/allows";
import { pageWebhook } from "../page-webhook";

export const metadata: Metadata = { title: "Add webhook" };

/** `?from=` names a webhook to start with a copy of. */
export default async function NewWebhookPage({
  params,
  searchParams,
}: {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
}) {
  const { workspace } = await params;
  const { from } = await searchParams;
  const ctx = await pageContext(workspace);
  const scope = { workspace, campaignId: null };
  if (!allows(ctx, "webhooks:write")) redirect(webhooksPath(scope));
  const initial = from === undefined ? blankWebhook() : copyValues(await pageWebhook(ctx, null, from));
  const audiences = await listAudiences(ctx, { limit: pageLimit });
  return (
    <Page>
      <Prefetched data={[[audienceNamesQuery(workspace).queryKey, audiences]]}>
        <WebhookEditor {...scope} webhook={null} initial={initial} audienceId={null} />
      </Prefetched>
    </Page>
  );
}
