"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useQueryState, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import type { ActorNames } from "@/components/contacts/source-text";
import { audienceNamesQuery } from "@/components/requests/queries";
import { DataTable } from "@/components/ui/data-table";
import { LoadMore } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";
import { eventColumns, Names } from "./columns";
import { EventFilterBar } from "./event-filter-bar";
import { EventInspector } from "./event-inspector";
import { filterParsers, isFiltered, noFilters } from "./filters";
import { NoEvents, NoMatch } from "./no-events";
import { eventsQuery } from "./queries";

const liveMs = 2_000;

/** Everything that happened in the workspace, newest first, with an inspector. */
export function EventExplorer({
  workspace,
  publicUrl,
  actors,
}: {
  workspace: string;
  publicUrl: string;
  actors: ActorNames;
}) {
  const [filters, setFilters] = useQueryStates(filterParsers);
  const [openId, setOpenId] = useQueryState("event");
  const [live, setLive] = useState(false);
  const query = useInfiniteQuery({
    ...eventsQuery(workspace, filters),
    placeholderData: keepPreviousData,
    refetchInterval: live ? liveMs : false,
  });
  const audiences = useQuery(audienceNamesQuery(workspace)).data?.items;
  const names = useMemo(
    () => ({ audiences: new Map(audiences?.map(({ id, name }) => [id, name])), actors }),
    [audiences, actors],
  );
  const rows = query.data?.pages.flatMap((page) => page.items);
  const clear = () => void setFilters(noFilters);
  return (
    <Names value={names}>
      <EventFilterBar
        filters={filters}
        onChange={(change) => void setFilters(change)}
        audiences={[...names.audiences].map(([value, label]) => ({ value, label }))}
        seenTypes={rows?.map(({ type }) => type) ?? []}
        live={live}
        onLiveChange={setLive}
        onRefresh={() => query.refetch()}
        refreshing={query.isRefetching && !query.isPlaceholderData}
      />
      <DataTable
        label="Events"
        columns={eventColumns}
        rows={rows}
        rowId={(event) => event.id}
        onRowClick={(event) => void setOpenId(event.id, { history: "push" })}
        activeRowId={openId}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        empty={isFiltered(filters) ? <NoMatch onClear={clear} /> : <NoEvents publicUrl={publicUrl} />}
        footer={
          <LoadMore
            shown={rows?.length ?? 0}
            hasMore={query.hasNextPage}
            onLoadMore={() => query.fetchNextPage()}
            pending={query.isFetchingNextPage}
          />
        }
        className={query.isPlaceholderData ? "opacity-60" : undefined}
      />
      <EventInspector
        workspace={workspace}
        publicUrl={publicUrl}
        eventId={openId}
        ids={rows?.map((event) => event.id) ?? []}
        onOpen={(id) => void setOpenId(id)}
      />
    </Names>
  );
}

/** The explorer's shape while it is loading. */
export const EventExplorerSkeleton = () => (
  <>
    <div className="flex flex-wrap gap-2">
      <Skeleton className="h-8 rounded-md sm:w-64" />
      {["w-64", "w-28", "w-28"].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity.
        <Skeleton key={index} className={`h-8 rounded-md ${width}`} />
      ))}
    </div>
    <DataTable label="Events" columns={eventColumns} rows={undefined} rowId={(event) => event.id} />
  </>
);
