import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { filterQuery, loadFilters } from "@/components/requests/filters";
import { audienceNamesQuery, requestsQuery } from "@/components/requests/queries";
import { RequestLog } from "@/components/requests/request-log";
import { Page } from "@/components/ui/page-header";
import { pageContext } from "@/lib/api/page-context";
import { listAudiences } from "@/lib/audiences/list";
import { isAppError } from "@/lib/errors";
import { listRequestsContract } from "@/lib/inbound/contract";
import { listRequests } from "@/lib/inbound/list-requests";
import { placeholderUrls } from "@/lib/inbound/setup/placeholder";
import { pageLimit } from "@/lib/pagination";
import { allows } from "@/lib/workspaces/allows";
import { RequestsHeader } from "./requests-header";

export const metadata: Metadata = { title: "Requests" };

export default async function RequestsPage({
  params,
  searchParams,
}: {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const filters = loadFilters(await searchParams);
  const query = listRequestsContract.query.safeParse({
    ...filterQuery(filters, ctx.now().getTime()),
    audienceId: filters.audience ?? undefined,
  });
  // A filter by an audience that is none of this workspace's.
  if (!query.success) notFound();
  const [requests, audiences] = await Promise.all([
    listRequests(ctx, query.data).catch((error: unknown) => {
      if (isAppError(error) && error.code === "not_found") notFound();
      throw error;
    }),
    listAudiences(ctx, { limit: pageLimit }),
  ]);
  const scope = { workspace, audienceId: null };
  return (
    <Page>
      <RequestsHeader />
      <Prefetched
        data={[
          [requestsQuery(scope, filters).queryKey, firstPage(requests)],
          [audienceNamesQuery(workspace).queryKey, audiences],
        ]}
      >
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
    </Page>
  );
}
