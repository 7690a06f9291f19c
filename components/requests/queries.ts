import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { listAudiencesContract } from "@/lib/audiences/contract";
import { call } from "@/lib/http/client";
import { getRequestContract, listRequestsContract } from "@/lib/inbound/contract";
import { countReplayContract } from "@/lib/inbound/replay/contract";
import { getWorkspaceWebhookContract, listWorkspaceWebhooksContract } from "@/lib/inbound/workspace-webhooks/contract";
import { pageLimit } from "@/lib/pagination";
import { filterQuery, type RequestFilters } from "./filters";

/** All request logs of a workspace lie below it. */
export const requestsKey = (workspace: string) => [workspace, "requests"] as const;

/** Which log: one audience's, or with null the whole workspace's, where a filter may name an audience. */
export interface LogScope {
  workspace: string;
  audienceId: string | null;
}

/** The log, newest first, page by page. */
export const requestsQuery = ({ workspace, audienceId }: LogScope, filters: RequestFilters) =>
  infiniteQueryOptions({
    queryKey: [...requestsKey(workspace), "list", audienceId, filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        listRequestsContract,
        workspace,
        {
          ...filterQuery(filters, Date.now()),
          audienceId: audienceId ?? filters.audience ?? undefined,
          cursor: pageParam || undefined,
        },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** One request with headers and body. It never changes, but for its replays. */
export const requestQuery = (workspace: string, requestId: string) =>
  queryOptions({
    queryKey: [...requestsKey(workspace), "one", requestId],
    queryFn: ({ signal }) => call(getRequestContract, workspace, { requestId }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The audiences' names, for the filter and the column. */
export const audienceNamesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "audiences", "names"],
    queryFn: ({ signal }) => call(listAudiencesContract, workspace, { limit: pageLimit }, signal),
  });

/** The workspace's webhooks by name, for the filter. */
export const webhookNamesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "inbound-webhooks", "names"],
    queryFn: ({ signal }) => call(listWorkspaceWebhooksContract, workspace, { limit: pageLimit }, signal),
  });

/** The URL of a webhook whose secret may be read again. */
export const webhookUrlQuery = (workspace: string, webhookId: string) =>
  queryOptions({
    queryKey: [workspace, "inbound-webhooks", "url", webhookId],
    queryFn: async ({ signal }) => (await call(getWorkspaceWebhookContract, workspace, { webhookId }, signal)).url,
    retry: false,
  });

/** How many requests a replay of all that failed would take, counted anew each time it is asked. */
export const replayCountQuery = ({ workspace, audienceId }: LogScope, filters: RequestFilters) =>
  queryOptions({
    queryKey: [...requestsKey(workspace), "replay-count", audienceId, filters],
    queryFn: ({ signal }) =>
      call(
        countReplayContract,
        workspace,
        { ...filterQuery(filters, Date.now()), audienceId: audienceId ?? filters.audience ?? undefined },
        signal,
      ),
    staleTime: 0,
    gcTime: 0,
  });
