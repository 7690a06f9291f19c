import { queryOptions } from "@tanstack/react-query";
import { audienceKey } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { getFieldImpactContract, getFieldUsageContract, listFieldsContract } from "@/lib/audiences/fields/contract";
import { call } from "@/lib/http/client";

export const fieldsKey = (scope: AudienceScope) => [...audienceKey(scope), "fields"] as const;

/** The data fields of an audience in their order. */
export const fieldsQuery = (scope: AudienceScope) =>
  queryOptions({
    queryKey: [...fieldsKey(scope), "list"],
    queryFn: ({ signal }) => call(listFieldsContract, scope.workspace, { audienceId: scope.audienceId }, signal),
  });

/** Counted anew whenever somebody asks: it is read right before values are lost. */
export const fieldUsageQuery = (scope: AudienceScope, key: string) =>
  queryOptions({
    queryKey: [...fieldsKey(scope), "usage", key],
    queryFn: ({ signal }) =>
      call(getFieldUsageContract, scope.workspace, { audienceId: scope.audienceId, key }, signal),
    staleTime: 0,
    gcTime: 0,
  });

/** What making a field required would have meant for the last day's requests. */
export const fieldImpactQuery = (scope: AudienceScope, key: string) =>
  queryOptions({
    queryKey: [...fieldsKey(scope), "impact", key],
    queryFn: ({ signal }) =>
      call(getFieldImpactContract, scope.workspace, { audienceId: scope.audienceId, key }, signal),
    staleTime: 0,
    gcTime: 0,
  });
