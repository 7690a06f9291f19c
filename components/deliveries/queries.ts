import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import {
  countDeliveriesContract,
  type Delivery,
  getDeliveryContract,
  listDeliveriesContract,
  webhookTrafficContract,
} from "@/lib/deliveries/contract";
import { call } from "@/lib/http/client";
import { type DeliveryFilters, filterQuery } from "./filters";

/** How often what is about to be sent is asked for. */
const movingMs = 2_000;
const idleMs = 10_000;
/** Somebody who has read on this far is reading, not watching. */
const watchedPagesMax = 3;

const deliveriesKey = (workspace: string) => [workspace, "deliveries"] as const;

/** An attempt is under way, or due in a moment. */
const isMoving = ({ state, nextAttemptAt, webhook }: Delivery): boolean =>
  state === "pending" &&
  webhook?.isOff !== true &&
  (nextAttemptAt === null || Date.parse(nextAttemptAt) < Date.now() + idleMs);

const pollMs = (deliveries: readonly Delivery[]): number => (deliveries.some(isMoving) ? movingMs : idleMs);

/** The log, newest first, page by page. */
export const deliveriesQuery = (workspace: string, filters: DeliveryFilters) =>
  infiniteQueryOptions({
    queryKey: [...deliveriesKey(workspace), "list", filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        listDeliveriesContract,
        workspace,
        { ...filterQuery(filters, Date.now()), cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state: { data } }) =>
      (data?.pages.length ?? 0) > watchedPagesMax ? false : pollMs(data?.pages.flatMap((page) => page.items) ?? []),
  });

/** How many match the filters, by state, whichever state they name. */
export const countsQuery = (workspace: string, filters: DeliveryFilters) =>
  queryOptions({
    queryKey: [...deliveriesKey(workspace), "counts", { ...filters, state: null }],
    queryFn: ({ signal }) =>
      call(countDeliveriesContract, workspace, filterQuery({ ...filters, state: null }, Date.now()), signal),
    refetchInterval: idleMs,
  });

/** One delivery with its request and attempts, watched while it is on its way. */
export const deliveryQuery = (workspace: string, deliveryId: string) =>
  queryOptions({
    queryKey: [...deliveriesKey(workspace), "one", deliveryId],
    queryFn: ({ signal }) => call(getDeliveryContract, workspace, { deliveryId }, signal),
    refetchInterval: ({ state: { data } }) => pollMs(data === undefined ? [] : [data]),
  });

/** A webhook's attempts by hour. */
export const trafficQuery = (workspace: string, webhookId: string, hours: number) =>
  queryOptions({
    queryKey: [...deliveriesKey(workspace), "traffic", webhookId, hours],
    queryFn: ({ signal }) => call(webhookTrafficContract, workspace, { webhookId, hours }, signal),
    refetchInterval: idleMs,
  });

/** Something is being sent again: lists, counts and open ones are asked for anew. */
export const refreshDeliveries = (queries: QueryClient, workspace: string) =>
  queries.invalidateQueries({ queryKey: deliveriesKey(workspace) });
