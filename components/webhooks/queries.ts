import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { webhookApi } from "./api";
import type { WebhookScope } from "./scope";

const refreshMs = 15_000;

/** Everything known of outgoing webhooks lies below it. */
const webhooksKey = ({ workspace, campaignId }: WebhookScope) => [workspace, "webhooks", campaignId] as const;

/** The webhooks, newest first, page by page. Asked again while they are looked at: health and held deliveries change. */
export const webhooksQuery = (scope: WebhookScope) =>
  infiniteQueryOptions({
    queryKey: [...webhooksKey(scope), "list"],
    queryFn: ({ pageParam, signal }) => webhookApi(scope).list({ cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refreshMs,
  });

export const webhookQuery = (scope: WebhookScope, webhookId: string) =>
  queryOptions({
    queryKey: [...webhooksKey(scope), "one", webhookId],
    queryFn: ({ signal }) => webhookApi(scope).get({ webhookId }, signal),
  });

/** After a change: lists, single ones and what is counted from them. */
export const refreshWebhooks = (queries: QueryClient, scope: WebhookScope) =>
  queries.invalidateQueries({ queryKey: webhooksKey(scope) });
