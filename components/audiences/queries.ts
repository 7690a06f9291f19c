import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getAudienceContract, listAudiencesContract } from "@/lib/audiences/contract";
import { call } from "@/lib/http/client";
import type { AudienceScope } from "./scope";

export const audiencesKey = (workspace: string) => [workspace, "audiences"] as const;
/** Everything known of one audience lies below it. */
export const audienceKey = ({ workspace, audienceId }: AudienceScope) => [workspace, "audience", audienceId] as const;

export const audiencesQuery = (workspace: string) =>
  infiniteQueryOptions({
    queryKey: audiencesKey(workspace),
    queryFn: ({ pageParam, signal }) =>
      call(listAudiencesContract, workspace, { cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

export const audienceQuery = (scope: AudienceScope) =>
  queryOptions({
    queryKey: [...audienceKey(scope), "itself"],
    queryFn: ({ signal }) => call(getAudienceContract, scope.workspace, { audienceId: scope.audienceId }, signal),
  });
