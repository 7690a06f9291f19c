import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { audienceKey } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { getTagUsageContract, listTagsContract } from "@/lib/audiences/tags/contract";
import { call } from "@/lib/http/client";

export const tagsKey = (scope: AudienceScope) => [...audienceKey(scope), "tags"] as const;

/** The tags of an audience by name, page by page; `search` empty for all. */
export const tagsQuery = (scope: AudienceScope, search = "") =>
  infiniteQueryOptions({
    queryKey: [...tagsKey(scope), "list", search],
    queryFn: ({ pageParam, signal }) =>
      call(
        listTagsContract,
        scope.workspace,
        { audienceId: scope.audienceId, search: search || undefined, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** The first tags that match what somebody types into a picker. */
export const tagOptionsQuery = (scope: AudienceScope, search: string) =>
  queryOptions({
    queryKey: [...tagsKey(scope), "options", search],
    queryFn: ({ signal }) =>
      call(
        listTagsContract,
        scope.workspace,
        { audienceId: scope.audienceId, search: search || undefined, limit: 20 },
        signal,
      ),
  });

/** Counted anew whenever somebody asks: it is read right before a deletion. */
export const tagUsageQuery = (scope: AudienceScope, tagId: string) =>
  queryOptions({
    queryKey: [...tagsKey(scope), "usage", tagId],
    queryFn: ({ signal }) =>
      call(getTagUsageContract, scope.workspace, { audienceId: scope.audienceId, tagId }, signal),
    staleTime: 0,
    gcTime: 0,
  });
