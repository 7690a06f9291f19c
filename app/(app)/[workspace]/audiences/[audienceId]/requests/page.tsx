import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { filterQuery, loadFilters } from "@/components/requests/filters";
import { requestsQuery } from "@/components/requests/queries";
import { RequestLog } from "@/components/requests/request-log";
import { listAudienceRequestsContract } from "@/lib/inbound/contract";
import { listAudienceRequests } from "@/lib/inbound/list-requests";
import { placeholderUrls } from "@/lib/inbound/setup/placeholder";
import { allows } from "@/lib/workspaces/allows";
import { type AudiencePageParams, pageAudience } from "../page-audience";
import type { SearchParams } from "../search-param";

export const metadata: Metadata = { title: "Requests" };

export default async function AudienceRequestsPage({
  params,
  searchParams,
}: {
  params: Promise<AudiencePageParams>;
  searchParams: Promise<SearchParams>;
}) {
  const { workspace, audienceId } = await params;
  const { ctx } = await pageAudience(workspace, audienceId);
  const filters = loadFilters(await searchParams);
  const query = listAudienceRequestsContract.query.safeParse(filterQuery(filters, ctx.now().getTime()));
  // A filter by something that is no webhook's id.
  if (!query.success) notFound();
  const requests = await listAudienceRequests(ctx, { audienceId, ...query.data });
  const scope = { workspace, audienceId };
  return (
    <Prefetched data={[[requestsQuery(scope, filters).queryKey, firstPage(requests)]]}>
      <RequestLog
        {...scope}
        placeholderUrls={placeholderUrls(ctx.env.publicUrl)}
        rights={{
          canReplay: allows(ctx, "webhooks:write"),
          canMap: allows(ctx, "webhooks:write"),
          canAddFields: allows(ctx, "audiences:write"),
        }}
      />
    </Prefetched>
  );
}
