import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { AudienceScope } from "@/components/audiences/scope";
import { call } from "@/lib/http/client";
import { getRunContract, listContactRunsContract, listRunsContract, type Run } from "@/lib/journeys/contract";
import { journeyKey } from "../queries";
import type { JourneyScope } from "../scope";
import { type RunFilters, runFilterQuery } from "./filters";

/** How often what is about to move is asked for. */
const movingMs = 2_000;
const idleMs = 10_000;
/** Somebody who has read on this far is reading, not watching. */
const watchedPagesMax = 3;

const runsKey = (workspace: string) => [workspace, "runs"] as const;

/** It goes on in a moment, or when a request is answered. */
const isMoving = ({ state, wakeAt }: Run): boolean =>
  state === "active" || (state === "waiting" && (wakeAt === null || Date.parse(wakeAt) < Date.now() + idleMs));

const pollMs = (runs: readonly Run[]): number => (runs.some(isMoving) ? movingMs : idleMs);

const pollPagesMs = (pages: readonly { items: Run[] }[] = []): number | false =>
  pages.length > watchedPagesMax ? false : pollMs(pages.flatMap(({ items }) => items));

/** Who is and was in a journey, newest first, page by page. */
export const runsQuery = (scope: JourneyScope, filters: RunFilters) =>
  infiniteQueryOptions({
    queryKey: [...runsKey(scope.workspace), scope.journeyId, runFilterQuery(filters)],
    queryFn: ({ pageParam, signal }) =>
      call(
        listRunsContract,
        scope.workspace,
        { journeyId: scope.journeyId, ...runFilterQuery(filters), cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state: { data } }) => pollPagesMs(data?.pages),
  });

/** One run with everything it did, watched while it is on its way. */
export const runQuery = (workspace: string, runId: string) =>
  queryOptions({
    queryKey: [...runsKey(workspace), "one", runId],
    queryFn: ({ signal }) => call(getRunContract, workspace, { runId }, signal),
    refetchInterval: ({ state: { data } }) => pollMs(data === undefined ? [] : [data]),
  });

/** The journeys that a contact is and was in, newest first, page by page. */
export const contactRunsQuery = ({ workspace, audienceId }: AudienceScope, contactId: string) =>
  infiniteQueryOptions({
    queryKey: [...runsKey(workspace), "contact", contactId],
    queryFn: ({ pageParam, signal }) =>
      call(listContactRunsContract, workspace, { audienceId, contactId, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state: { data } }) => pollPagesMs(data?.pages),
  });

/** Somebody came in, was stopped or goes on: lists, traces, totals and counts are asked for anew. */
export const refreshRuns = (queries: QueryClient, scope: JourneyScope) =>
  Promise.all([
    queries.invalidateQueries({ queryKey: runsKey(scope.workspace) }),
    queries.invalidateQueries({ queryKey: journeyKey(scope) }),
  ]);
