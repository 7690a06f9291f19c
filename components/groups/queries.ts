import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { audienceKey } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { getGroupUsageContract, groupsMax, listGroupsContract } from "@/lib/audiences/groups/contract";
import { call } from "@/lib/http/client";

export const groupsKey = (scope: AudienceScope) => [...audienceKey(scope), "groups"] as const;

/** The groups of an audience by name, page by page; `search` empty for all. */
export const groupsQuery = (scope: AudienceScope, search = "") =>
  infiniteQueryOptions({
    queryKey: [...groupsKey(scope), "list", search],
    queryFn: ({ pageParam, signal }) =>
      call(
        listGroupsContract,
        scope.workspace,
        { audienceId: scope.audienceId, search: search || undefined, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** All groups of an audience in one go, for pickers. */
export const allGroupsQuery = (scope: AudienceScope) =>
  queryOptions({
    queryKey: [...groupsKey(scope), "all"],
    queryFn: ({ signal }) =>
      call(listGroupsContract, scope.workspace, { audienceId: scope.audienceId, limit: groupsMax }, signal),
  });

/** Counted anew whenever somebody asks: it is read right before a deletion. */
export const groupUsageQuery = (scope: AudienceScope, groupId: string) =>
  queryOptions({
    queryKey: [...groupsKey(scope), "usage", groupId],
    queryFn: ({ signal }) =>
      call(getGroupUsageContract, scope.workspace, { audienceId: scope.audienceId, groupId }, signal),
    staleTime: 0,
    gcTime: 0,
  });
