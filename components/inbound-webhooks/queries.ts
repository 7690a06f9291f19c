import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/client";
import {
  getWorkspaceWebhookContract,
  lastRequestContract,
  listWorkspaceWebhooksContract,
} from "@/lib/inbound/workspace-webhooks/contract";

const refreshMs = 20_000;

/** Everything known of a workspace's inbound webhooks lies below it. */
export const workspaceWebhooksKey = (workspace: string) => [workspace, "inbound-webhooks"] as const;

/** The webhooks, newest first, page by page. Asked again while they are looked at: requests come in meanwhile. */
export const workspaceWebhooksQuery = (workspace: string, search = "") =>
  infiniteQueryOptions({
    queryKey: [...workspaceWebhooksKey(workspace), "list", search],
    queryFn: ({ pageParam, signal }) =>
      call(
        listWorkspaceWebhooksContract,
        workspace,
        { search: search || undefined, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refreshMs,
  });

/** One webhook, for the sheets that the URL opens. */
export const workspaceWebhookQuery = (workspace: string, webhookId: string) =>
  queryOptions({
    queryKey: [...workspaceWebhooksKey(workspace), "one", webhookId],
    queryFn: ({ signal }) => call(getWorkspaceWebhookContract, workspace, { webhookId }, signal),
  });

/** The newest request with the paths of its values; asked anew each time, since the next test may have come in. */
export const lastRequestQuery = (workspace: string, webhookId: string) =>
  queryOptions({
    queryKey: [...workspaceWebhooksKey(workspace), "last-request", webhookId],
    queryFn: ({ signal }) => call(lastRequestContract, workspace, { webhookId }, signal),
    staleTime: 0,
    gcTime: 0,
  });
