import { queryOptions } from "@tanstack/react-query";
import { audienceKey } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { ApiError, call } from "@/lib/http/client";
import { getWebhookContract } from "@/lib/inbound/contract";

const refreshMs = 20_000;

/** The audience's webhook, null before one is generated. Asked again while it is looked at: requests come in meanwhile. */
export const webhookQuery = (scope: AudienceScope) =>
  queryOptions({
    queryKey: [...audienceKey(scope), "inbound-webhook"],
    queryFn: ({ signal }) =>
      call(getWebhookContract, scope.workspace, { audienceId: scope.audienceId }, signal).catch((error: unknown) => {
        if (error instanceof ApiError && error.code === "not_found") return null;
        throw error;
      }),
    refetchInterval: refreshMs,
  });
