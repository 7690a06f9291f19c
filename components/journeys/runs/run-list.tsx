"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useQueryState, useQueryStates } from "nuqs";
import { useEffect } from "react";
import { failureOf } from "@/components/audiences/failure";
import { LogJob } from "@/components/log/log-job";
import { DataTable } from "@/components/ui/data-table";
import { LoadMore } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { Journey } from "@/lib/journeys/contract";
import { InHeader } from "../frame/header-slot";
import { blockCountsQuery, journeyQuery } from "../queries";
import type { JourneyScreen } from "../scope";
import { AddContact } from "./add-contact";
import { runColumns } from "./columns";
import { isFiltered, noRunFilters, type RunFilters, runFilterParsers, runTabs } from "./filters";
import { NoMatch, NoneInState, NoRuns } from "./no-runs";
import { refreshRuns, runsQuery } from "./queries";
import { RetryFailed } from "./retry-failed";
import { RunFilterBar } from "./run-filter-bar";
import { RunInspector } from "./run-inspector";
import { runTabLabels } from "./states";
import { StuckNote } from "./stuck-note";

const totalsPollMs = 10_000;

/** Who is and was in a journey, newest first, with where they are and what they wait for. */
export function RunList(screen: JourneyScreen) {
  const { data: journey } = useQuery({ ...journeyQuery(screen), refetchInterval: totalsPollMs });
  return journey === undefined ? <RunListSkeleton /> : <Runs {...screen} journey={journey} />;
}

function Runs({ journey, canWrite, ...scope }: JourneyScreen & { journey: Journey }) {
  const { workspace } = scope;
  const [filters, setFilters] = useQueryStates(runFilterParsers);
  const [openId, setOpenId] = useQueryState("run");
  const [jobId, setJobId] = useQueryState("job");
  const queries = useQueryClient();
  const query = useInfiniteQuery({ ...runsQuery(scope, filters), placeholderData: keepPreviousData });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = data?.pages.flatMap((page) => page.items);
  const isReadingOn = rows?.length === 0 && hasNextPage;
  const failed = useFailedCount(scope, journey, filters);
  const totals = isFiltered(filters) ? null : countsOf(journey);
  const tab = filters.state ?? "all";
  const add = canWrite ? (
    <AddContact
      {...scope}
      journey={journey}
      onAdded={(runId) => {
        void refreshRuns(queries, scope);
        void setOpenId(runId, { history: "push" });
      }}
    />
  ) : null;

  // A page that has looked through many runs and found none is no end yet.
  useEffect(() => {
    if (isReadingOn && !isFetchingNextPage) void fetchNextPage();
  }, [isReadingOn, isFetchingNextPage, fetchNextPage]);

  return (
    <>
      <InHeader>{add}</InHeader>
      <Tabs
        value={tab}
        onValueChange={(next) => void setFilters({ state: runTabs.find((each) => each === next) ?? null })}
      >
        <TabsList aria-label="State">
          <TabsTrigger value="all" count={totals?.all}>
            All
          </TabsTrigger>
          {runTabs.map((state) => (
            <TabsTrigger key={state} value={state} count={totals?.[state]}>
              {runTabLabels[state]}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value={tab} tabIndex={-1} className="flex flex-col gap-4">
          <RunFilterBar
            scope={scope}
            audienceId={journey.audienceId}
            filters={filters}
            onChange={(change) => void setFilters(change)}
            actions={
              canWrite && failed > 0 ? (
                <RetryFailed
                  {...scope}
                  blockId={filters.block}
                  count={failed}
                  isPaused={journey.status === "paused"}
                  onStart={(id) => void setJobId(id)}
                />
              ) : null
            }
            onRefresh={() => refreshRuns(queries, scope)}
            refreshing={query.isRefetching && !query.isPlaceholderData}
          />
          {jobId === null ? null : (
            <LogJob
              key={jobId}
              workspace={workspace}
              jobId={jobId}
              canCancel={canWrite}
              noun="Run"
              issuesLabel="Show what could not go on"
              issuesTitle="Runs that could not go on"
              issuesText="Each stays failed, where it was."
              onOver={() => void refreshRuns(queries, scope)}
              onOpenRecord={(id) => void setOpenId(id)}
              onDismiss={() => void setJobId(null)}
            />
          )}
          {rows?.some(({ stuck }) => stuck) ? <StuckNote workspace={workspace} /> : null}
          <DataTable
            label="Runs"
            columns={runColumns}
            rows={isReadingOn ? undefined : rows}
            rowId={(run) => run.id}
            onRowClick={(run) => void setOpenId(run.id, { history: "push" })}
            activeRowId={openId}
            error={rows ? null : failureOf(query.error)}
            onRetry={() => query.refetch()}
            retrying={query.isRefetching}
            empty={
              isFiltered(filters) ? (
                <NoMatch onClear={() => void setFilters(noRunFilters)} />
              ) : filters.state === null ? (
                <NoRuns status={journey.status} action={journey.status === "live" ? add : null} />
              ) : (
                <NoneInState state={filters.state} />
              )
            }
            footer={
              <LoadMore
                shown={rows?.length ?? 0}
                hasMore={hasNextPage}
                onLoadMore={() => fetchNextPage()}
                pending={isFetchingNextPage}
              />
            }
            className={query.isPlaceholderData ? "opacity-60" : undefined}
          />
        </TabsContent>
      </Tabs>
      <RunInspector
        {...scope}
        audienceId={journey.audienceId}
        isPaused={journey.status === "paused"}
        runId={openId}
        ids={rows?.map((run) => run.id) ?? []}
        onOpen={(id) => void setOpenId(id)}
        canWrite={canWrite}
      />
    </>
  );
}

/** The numbers of the tabs: from counters, so they outlive the runs themselves. */
function countsOf({ totals: { entered, active, completed, failed } }: Journey) {
  return { all: entered, open: active, completed, failed, stopped: Math.max(0, entered - active - completed - failed) };
}

/** How many failed runs the filters leave to be tried again; none where they name something that a retry can't be limited to. */
function useFailedCount(
  scope: { workspace: string; journeyId: string },
  journey: Journey,
  { state, block, at, contact }: RunFilters,
): number {
  const counts = useQuery({ ...blockCountsQuery(scope), enabled: block !== null }).data;
  if (contact !== null || at !== "now" || (state !== null && state !== "failed")) return 0;
  return block === null ? journey.totals.failed : (counts?.blocks[block]?.failed ?? 0);
}

/** The list's shape while it is loading. */
export const RunListSkeleton = () => (
  <>
    <Skeleton className="h-9 max-w-96" />
    <div className="flex flex-wrap gap-2">
      <Skeleton className="h-8 w-20 rounded-md" />
      <Skeleton className="h-8 w-24 rounded-md" />
    </div>
    <DataTable label="Runs" columns={runColumns} rows={undefined} rowId={(run) => run.id} />
  </>
);
