import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/client";
import { getEventContract, listEventsContract } from "@/lib/tracking/contract";
import { type EventFilters, filterQuery } from "./filters";

const eventsKey = (workspace: string) => [workspace, "events"] as const;

/** The events of a workspace, newest first, page by page. */
export const eventsQuery = (workspace: string, filters: EventFilters) =>
  infiniteQueryOptions({
    queryKey: [...eventsKey(workspace), "list", filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        listEventsContract,
        workspace,
        { ...filterQuery(filters, Date.now()), cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** One event, with the request that caused it. */
export const eventQuery = (workspace: string, eventId: string) =>
  queryOptions({
    queryKey: [...eventsKey(workspace), "one", eventId],
    queryFn: ({ signal }) => call(getEventContract, workspace, { eventId }, signal),
  });
