"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useQueryState, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { DataTable, type RowSelectionState } from "@/components/ui/data-table";
import { LoadMore } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";
import { doorLimits } from "@/lib/inbound/limits";
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { AudienceNames, audienceColumns, workspaceColumns } from "./columns";
import { RequestFilterBar } from "./filter-bar";
import { filterParsers, isFiltered, noFilters } from "./filters";
import { NoMatch, NoRequests } from "./no-requests";
import { audienceNamesQuery, type LogScope, requestsQuery, webhookNamesQuery } from "./queries";
import { ReplayAllFailed } from "./replay-all";
import { ReplayChosen } from "./replay-chosen";
import { ReplayProgress } from "./replay-progress";
import { RequestInspector } from "./request-inspector";
import type { RequestRights } from "./rights";

/** The requests to one audience's webhook or to all, newest first, with an inspector. */
export function RequestLog({
  workspace,
  audienceId,
  placeholderUrls,
  rights,
}: LogScope & { placeholderUrls: WebhookUrls; rights: RequestRights }) {
  const [filters, setFilters] = useQueryStates(filterParsers);
  const [openId, setOpenId] = useQueryState("request");
  const [replayId, setReplayId] = useQueryState("replay");
  const ofWorkspace = audienceId === null;
  const query = useInfiniteQuery({
    ...requestsQuery({ workspace, audienceId }, filters),
    placeholderData: keepPreviousData,
  });
  const audiences = useQuery({ ...audienceNamesQuery(workspace), enabled: ofWorkspace }).data?.items;
  const names = useMemo(() => new Map(audiences?.map(({ id, name }) => [id, name])), [audiences]);
  const webhooks = useQuery(webhookNamesQuery(workspace)).data?.items ?? [];
  const rows = query.data?.pages.flatMap((page) => page.items);
  const clear = () => void setFilters(noFilters);
  const [selection, setSelection] = useState<RowSelectionState>({});
  const chosen = rows?.filter(({ id }) => selection[id]) ?? [];
  return (
    <AudienceNames value={names}>
      <RequestFilterBar
        filters={filters}
        onChange={(change) => void setFilters(change)}
        audiences={ofWorkspace ? [...names].map(([value, label]) => ({ value, label })) : null}
        webhooks={webhooks
          .filter((webhook) => ofWorkspace || webhook.audienceId === audienceId)
          .map(({ id, name }) => ({ value: id, label: name }))}
        actions={
          rights.canReplay ? (
            <ReplayAllFailed
              scope={{ workspace, audienceId }}
              filters={filters}
              onStart={(jobId) => void setReplayId(jobId)}
            />
          ) : null
        }
        onRefresh={() => query.refetch()}
        refreshing={query.isRefetching && !query.isPlaceholderData}
      />
      {replayId === null ? null : (
        <ReplayProgress
          key={replayId}
          workspace={workspace}
          jobId={replayId}
          canCancel={rights.canReplay}
          onOpenRequest={(id) => void setOpenId(id)}
          onDismiss={() => void setReplayId(null)}
        />
      )}
      <DataTable
        label="Requests"
        columns={ofWorkspace ? workspaceColumns : audienceColumns}
        rows={rows}
        rowId={(request) => request.id}
        onRowClick={(request) => void setOpenId(request.id, { history: "push" })}
        activeRowId={openId}
        selection={Object.fromEntries(chosen.map(({ id }) => [id, true]))}
        onSelectionChange={rights.canReplay ? setSelection : undefined}
        rowLabel={({ email, createdAt }) => `the request of ${email ?? "nobody"}, ${createdAt}`}
        selectionActions={
          <ReplayChosen
            workspace={workspace}
            requests={chosen}
            onStart={(jobId) => {
              setSelection({});
              void setReplayId(jobId);
            }}
          />
        }
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        empty={isFiltered(filters) ? <NoMatch onClear={clear} /> : <NoRequests url={placeholderUrls.addAndUpdate} />}
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
      {rows && rows.length > 0 && filters.status !== "accepted" ? (
        <p className="text-meta text-muted-foreground">
          Of the refused requests to a webhook, {doorLimits.refusedPerMinuteMax} a minute are kept here; the others are
          only counted. Dry runs are not logged.
        </p>
      ) : null}
      <RequestInspector
        workspace={workspace}
        requestId={openId}
        ids={rows?.map((request) => request.id) ?? []}
        onOpen={(id) => void setOpenId(id)}
        placeholderUrls={placeholderUrls}
        rights={rights}
      />
    </AudienceNames>
  );
}

/** The log's shape while it is loading. */
export const RequestLogSkeleton = ({ ofWorkspace }: { ofWorkspace?: boolean }) => (
  <>
    <div className="flex flex-wrap gap-2">
      <Skeleton className="h-8 rounded-md sm:w-64" />
      {(ofWorkspace ? ["w-28", "w-24", "w-24", "w-20"] : ["w-24", "w-24", "w-20"]).map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity.
        <Skeleton key={index} className={`h-8 rounded-md ${width}`} />
      ))}
    </div>
    <DataTable
      label="Requests"
      columns={ofWorkspace ? workspaceColumns : audienceColumns}
      rows={undefined}
      rowId={(request) => request.id}
    />
  </>
);
