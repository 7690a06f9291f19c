import { infiniteQueryOptions, type QueryClient, queryOptions, skipToken } from "@tanstack/react-query";
import { audienceKey } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { call } from "@/lib/http/client";
import {
  explainSegmentContract,
  getSegmentContract,
  getSegmentTrafficContract,
  getSegmentUsageContract,
  listContactSegmentsContract,
  listSegmentMembersContract,
  listSegmentsContract,
  previewSegmentContract,
  type Segment,
  segmentsMax,
} from "@/lib/segments/contract";
import type { Rules } from "@/lib/segments/rules";

/** How often a segment that is being built is asked for. */
const buildingPollMs = 1_000;
/** Contacts come and go by themselves, so what is open is looked at again. */
const idlePollMs = 10_000;

export const segmentsKey = (scope: AudienceScope) => [...audienceKey(scope), "segments"] as const;
const segmentKey = (scope: AudienceScope, segmentId: string) => [...segmentsKey(scope), "one", segmentId] as const;

const pollMs = (segments: readonly Segment[]): number =>
  segments.some((segment) => segment.building !== null) ? buildingPollMs : idlePollMs;

/** The segments of an audience by name, page by page; `search` empty for all. */
export const segmentsQuery = (scope: AudienceScope, search = "") =>
  infiniteQueryOptions({
    queryKey: [...segmentsKey(scope), "list", search],
    queryFn: ({ pageParam, signal }) =>
      call(
        listSegmentsContract,
        scope.workspace,
        { audienceId: scope.audienceId, search: search || undefined, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => pollMs(state.data?.pages.flatMap((page) => page.items) ?? []),
  });

/** All segments of an audience in one go, for pickers and names in rules. */
export const allSegmentsQuery = (scope: AudienceScope) =>
  queryOptions({
    queryKey: [...segmentsKey(scope), "all"],
    queryFn: ({ signal }) =>
      call(listSegmentsContract, scope.workspace, { audienceId: scope.audienceId, limit: segmentsMax }, signal),
  });

export const segmentQuery = (scope: AudienceScope, segmentId: string) =>
  queryOptions({
    queryKey: [...segmentKey(scope, segmentId), "itself"],
    queryFn: ({ signal }) =>
      call(getSegmentContract, scope.workspace, { audienceId: scope.audienceId, segmentId }, signal),
    refetchInterval: ({ state }) => pollMs(state.data ? [state.data] : []),
  });

/** Who is in a segment, newest contacts first. The list is asked for again when the segment counts other members than before. */
export const membersQuery = (scope: AudienceScope, segmentId: string, search: string, memberCount: number) =>
  infiniteQueryOptions({
    queryKey: [...segmentKey(scope, segmentId), "members", search, memberCount],
    queryFn: ({ pageParam, signal }) =>
      call(
        listSegmentMembersContract,
        scope.workspace,
        { audienceId: scope.audienceId, segmentId, search: search || undefined, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** Who came and went, day by day. */
export const trafficQuery = (scope: AudienceScope, segmentId: string, days: number) =>
  queryOptions({
    queryKey: [...segmentKey(scope, segmentId), "traffic", days],
    queryFn: ({ signal }) =>
      call(getSegmentTrafficContract, scope.workspace, { audienceId: scope.audienceId, segmentId, days }, signal),
  });

/** Why a contact is in a segment or not, condition by condition. */
export const explanationQuery = (scope: AudienceScope, segmentId: string, contactId: string) =>
  queryOptions({
    queryKey: [...segmentKey(scope, segmentId), "explain", contactId],
    queryFn: ({ signal }) =>
      call(explainSegmentContract, scope.workspace, { audienceId: scope.audienceId, segmentId, contactId }, signal),
    staleTime: 0,
  });

/** Counted anew whenever somebody asks: it is read right before a deletion. */
export const segmentUsageQuery = (scope: AudienceScope, segmentId: string) =>
  queryOptions({
    queryKey: [...segmentKey(scope, segmentId), "usage"],
    queryFn: ({ signal }) =>
      call(getSegmentUsageContract, scope.workspace, { audienceId: scope.audienceId, segmentId }, signal),
    staleTime: 0,
    gcTime: 0,
  });

/** How many contacts rules hold for right now, with a few of them. What is no longer asked for is given up. */
export const previewQuery = (scope: AudienceScope, rules: Rules | null, segmentId: string | undefined) =>
  queryOptions({
    queryKey: [...segmentsKey(scope), "preview", segmentId, JSON.stringify(rules)],
    queryFn:
      rules === null
        ? skipToken
        : ({ signal }) =>
            call(previewSegmentContract, scope.workspace, { audienceId: scope.audienceId, rules, segmentId }, signal),
    retry: false,
    staleTime: 5_000,
    gcTime: 30_000,
  });

/** The segments that a contact is in. */
export const contactSegmentsQuery = (scope: AudienceScope, contactId: string) =>
  queryOptions({
    queryKey: [...audienceKey(scope), "contact", contactId, "segments"],
    queryFn: ({ signal }) =>
      call(listContactSegmentsContract, scope.workspace, { audienceId: scope.audienceId, contactId }, signal),
  });

export const refreshSegments = (queries: QueryClient, scope: AudienceScope) =>
  queries.invalidateQueries({ queryKey: segmentsKey(scope) });
