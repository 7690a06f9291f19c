import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/client";
import type { Answer } from "@/lib/http/contract";
import {
  countBlocksContract,
  getJourneyContract,
  type Journey,
  listJourneysContract,
  listVersionsContract,
} from "@/lib/journeys/contract";
import { filterQuery, type JourneyFilters } from "./filters";
import type { JourneyScope } from "./scope";

export type JourneyItem = Answer<typeof listJourneysContract>["items"][number];

/** Contacts move by themselves, so what is open is looked at again. */
const pollMs = 10_000;

const journeysKey = (workspace: string) => [workspace, "journeys"] as const;
/** Everything known of one journey lies below it. */
export const journeyKey = ({ workspace, journeyId }: JourneyScope) => [workspace, "journey", journeyId] as const;

/** The journeys of a workspace, newest first, page by page. */
export const journeysQuery = (workspace: string, filters: JourneyFilters) =>
  infiniteQueryOptions({
    queryKey: [...journeysKey(workspace), filterQuery(filters)],
    queryFn: ({ pageParam, signal }) =>
      call(listJourneysContract, workspace, { ...filterQuery(filters), cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: pollMs,
  });

export const journeyQuery = (scope: JourneyScope) =>
  queryOptions({
    queryKey: [...journeyKey(scope), "itself"],
    queryFn: ({ signal }) => call(getJourneyContract, scope.workspace, { journeyId: scope.journeyId }, signal),
  });

/** How many have come to each block, wait there, went on, failed. */
export const blockCountsQuery = (scope: JourneyScope) =>
  queryOptions({
    queryKey: [...journeyKey(scope), "counts"],
    queryFn: ({ signal }) => call(countBlocksContract, scope.workspace, { journeyId: scope.journeyId }, signal),
    refetchInterval: pollMs,
  });

export const versionsQuery = ({ workspace, journeyId }: JourneyScope) =>
  infiniteQueryOptions({
    queryKey: [...journeyKey({ workspace, journeyId }), "versions"],
    queryFn: ({ pageParam, signal }) =>
      call(listVersionsContract, workspace, { journeyId, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** What a verb answered is what the screens show from now on; lists are asked for again. */
export function keepJourney(queries: QueryClient, workspace: string, journey: Journey): void {
  queries.setQueryData(journeyQuery({ workspace, journeyId: journey.id }).queryKey, journey);
  void refreshJourneys(queries, workspace);
}

export const refreshJourneys = (queries: QueryClient, workspace: string) =>
  queries.invalidateQueries({ queryKey: journeysKey(workspace) });
