"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useQueryState, useQueryStates } from "nuqs";
import { failureOf } from "@/components/audiences/failure";
import { LogJob } from "@/components/log/log-job";
import { DataTable } from "@/components/ui/data-table";
import { LoadMore } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { deliveryColumns } from "./columns";
import { countText, totalOf } from "./count-text";
import { DeliveryFilterBar } from "./delivery-filter-bar";
import { DeliveryInspector } from "./delivery-inspector";
import { filterParsers, isFiltered, noFilters } from "./filters";
import { NoDeliveries, NoMatch, NoneInState } from "./no-deliveries";
import { countsQuery, deliveriesQuery, refreshDeliveries } from "./queries";
import { ResendAll } from "./resend-all";
import { shownStates, stateLooks } from "./states";
import { useWebhookOptions, type WebhookRef } from "./use-webhook-options";
import { WebhookNotes } from "./webhook-notes";

/** What webhooks have sent and are about to send, newest first, with an inspector. */
export function DeliveryLog({
  workspace,
  webhook,
  canResend,
}: {
  workspace: string;
  /** The one that the page was opened with. */
  webhook: WebhookRef | null;
  canResend: boolean;
}) {
  const [filters, setFilters] = useQueryStates(filterParsers);
  const [openId, setOpenId] = useQueryState("delivery");
  const [jobId, setJobId] = useQueryState("job");
  const queries = useQueryClient();
  const query = useInfiniteQuery({ ...deliveriesQuery(workspace, filters), placeholderData: keepPreviousData });
  const counts = useQuery({ ...countsQuery(workspace, filters), placeholderData: keepPreviousData }).data;
  const rows = query.data?.pages.flatMap((page) => page.items);
  const webhooks = useWebhookOptions(workspace, filters.campaign, rows, webhook);
  const tab = filters.state ?? "all";
  return (
    <>
      <Tabs
        value={tab}
        onValueChange={(next) => void setFilters({ state: shownStates.find((each) => each === next) ?? null })}
      >
        <TabsList aria-label="State">
          <TabsTrigger value="all" count={counts && countText(totalOf(counts))}>
            All
          </TabsTrigger>
          {shownStates.map((state) => (
            <TabsTrigger key={state} value={state} count={counts && countText(counts[state])}>
              {stateLooks[state].label}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value={tab} tabIndex={-1} className="flex flex-col gap-4">
          <DeliveryFilterBar
            workspace={workspace}
            filters={filters}
            onChange={(change) => void setFilters(change)}
            webhooks={webhooks}
            rows={rows}
            actions={
              // What is held is sent or dropped by webhook.
              canResend && filters.state !== "held" ? (
                <ResendAll workspace={workspace} filters={filters} onStart={(id) => void setJobId(id)} />
              ) : null
            }
            onRefresh={() => refreshDeliveries(queries, workspace)}
            refreshing={query.isRefetching && !query.isPlaceholderData}
          />
          {jobId === null ? null : (
            <LogJob
              key={jobId}
              workspace={workspace}
              jobId={jobId}
              canCancel={canResend}
              noun="Delivery"
              issuesLabel="Show what was not sent"
              issuesTitle="Deliveries that could not be sent"
              issuesText="Each stays in the log as it was."
              onOver={() => void refreshDeliveries(queries, workspace)}
              onOpenRecord={(id) => void setOpenId(id)}
              onDismiss={() => void setJobId(null)}
            />
          )}
          <WebhookNotes
            workspace={workspace}
            webhook={filters.webhook === null ? null : (webhooks.get(filters.webhook) ?? null)}
            rows={rows}
            isHeld={filters.state === "held"}
            canResend={canResend}
            onChoose={(id) => void setFilters({ webhook: id })}
          />
          <DataTable
            label="Deliveries"
            columns={deliveryColumns}
            rows={rows}
            rowId={(delivery) => delivery.id}
            onRowClick={(delivery) => void setOpenId(delivery.id, { history: "push" })}
            activeRowId={openId}
            error={rows ? null : failureOf(query.error)}
            onRetry={() => query.refetch()}
            retrying={query.isRefetching}
            empty={
              isFiltered(filters) ? (
                <NoMatch onClear={() => void setFilters(noFilters)} />
              ) : filters.state === null ? (
                <NoDeliveries workspace={workspace} />
              ) : (
                <NoneInState state={filters.state} />
              )
            }
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
        </TabsContent>
      </Tabs>
      <DeliveryInspector
        workspace={workspace}
        deliveryId={openId}
        ids={rows?.map((delivery) => delivery.id) ?? []}
        onOpen={(id) => void setOpenId(id)}
        canResend={canResend}
      />
    </>
  );
}

/** The log's shape while it is loading. */
export const DeliveryLogSkeleton = () => (
  <>
    <Skeleton className="h-9 max-w-96" />
    <div className="flex flex-wrap gap-2">
      <Skeleton className="h-8 rounded-md sm:w-64" />
      {["w-24", "w-24", "w-24", "w-20"].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity.
        <Skeleton key={index} className={`h-8 rounded-md ${width}`} />
      ))}
    </div>
    <DataTable label="Deliveries" columns={deliveryColumns} rows={undefined} rowId={(delivery) => delivery.id} />
  </>
);
