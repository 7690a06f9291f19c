import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { DeliveryLog } from "@/components/deliveries/delivery-log";
import { filterQuery, loadFilters } from "@/components/deliveries/filters";
import { countsQuery, deliveriesQuery } from "@/components/deliveries/queries";
import { Page } from "@/components/ui/page-header";
import { webhookQuery } from "@/components/webhooks/queries";
import { pageContext } from "@/lib/api/page-context";
import { listDeliveriesContract } from "@/lib/deliveries/contract";
import { countDeliveries } from "@/lib/deliveries/count";
import { listDeliveries } from "@/lib/deliveries/list";
import { findWebhook } from "@/lib/webhooks/find";
import { getWebhook } from "@/lib/webhooks/get";
import { allows } from "@/lib/workspaces/allows";
import { DeliveriesHeader } from "./deliveries-header";

export const metadata: Metadata = { title: "Deliveries" };

export default async function DeliveriesPage({
  params,
  searchParams,
}: {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const filters = loadFilters(await searchParams);
  const query = listDeliveriesContract.query.safeParse(filterQuery(filters, ctx.now().getTime()));
  // A filter by something that is no id.
  if (!query.success) notFound();
  const { webhookId, cursor: _, limit: __, state: ___, ...others } = query.data;
  const [deliveries, counts, webhook] = await Promise.all([
    listDeliveries(ctx, query.data),
    countDeliveries(ctx, { webhookId, ...others }),
    webhookId === undefined ? null : findWebhook(ctx, webhookId),
  ]);
  const shown =
    webhook === null
      ? null
      : await getWebhook(ctx, {
          webhookId: webhook.id,
          ...(webhook.campaignId === null ? {} : { campaignId: webhook.campaignId }),
        });
  return (
    <Page>
      <DeliveriesHeader />
      <Prefetched
        data={[
          [deliveriesQuery(workspace, filters).queryKey, firstPage(deliveries)],
          [countsQuery(workspace, filters).queryKey, counts],
          ...(shown === null
            ? []
            : [[webhookQuery({ workspace, campaignId: shown.campaignId }, shown.id).queryKey, shown] as const]),
        ]}
      >
        <DeliveryLog workspace={workspace} webhook={webhook} canResend={allows(ctx, "webhooks:write")} />
      </Prefetched>
    </Page>
  );
}
