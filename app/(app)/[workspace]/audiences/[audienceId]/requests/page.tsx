import type { Metadata } from "next";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { filterQuery, loadFilters } from "@/components/requests/filters";
import { requestsQuery } from "@/components/requests/queries";
import { RequestLog } from "@/components/requests/request-log";
import { listAudienceRequestsContract } from "@/lib/inbound/contract";
import { listAudienceRequests } from "@/lib/inbound/list-requests";
import { placeholderUrls } from "@/lib/inbound/setup/placeholder";
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
  const query = listAudienceRequestsContract.query.parse(filterQuery(filters, ctx.now().getTime()));
  const requests = await listAudienceRequests(ctx, { audienceId, ...query });
  const scope = { workspace, audienceId };
  return (
    <Prefetched data={[[requestsQuery(scope, filters).queryKey, firstPage(requests)]]}>
      <RequestLog {...scope} placeholderUrls={placeholderUrls(ctx.env.publicUrl)} />
    </Prefetched>
  );
}
