"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { use } from "react";
import { failureOf } from "@/components/audiences/failure";
import { DataTable } from "@/components/ui/data-table";
import { FilterBar } from "@/components/ui/filter-bar";
import { LoadMore } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";
import { WebhookActionsContext } from "./actions";
import { webhookColumns } from "./columns";
import { NoMatch, NoWebhooks } from "./no-webhooks";
import { workspaceWebhooksQuery } from "./queries";

/** The list. A row opens what its reader may do most with it: the settings, or for viewers the setup information. */
export function WebhookTable({
  search,
  onSearch,
  publicUrl,
  onCreate,
}: {
  search: string;
  onSearch: (search: string) => void;
  publicUrl: string;
  /** Null for who may not create. */
  onCreate: (() => void) | null;
}) {
  const { workspace, canWrite, start } = use(WebhookActionsContext);
  const query = useInfiniteQuery({ ...workspaceWebhooksQuery(workspace, search), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items);
  const isEmpty = rows?.length === 0 && search === "";
  return (
    <>
      {isEmpty ? null : (
        <FilterBar search={{ value: search, onValueChange: onSearch, placeholder: "Search webhooks…" }} />
      )}
      <DataTable
        label="Inbound webhooks"
        columns={webhookColumns}
        rows={rows}
        rowId={(webhook) => webhook.id}
        onRowClick={(webhook) => start(canWrite ? "edit" : "setup", webhook)}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        empty={search === "" ? <NoWebhooks publicUrl={publicUrl} onCreate={onCreate} /> : <NoMatch search={search} />}
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
    </>
  );
}

/** The list's shape while it is loading. */
export const WebhookTableSkeleton = () => (
  <>
    <Skeleton className="h-8 rounded-md sm:w-64" />
    <DataTable
      label="Inbound webhooks"
      columns={webhookColumns}
      rows={undefined}
      rowId={(webhook) => webhook.id}
      skeletonRows={4}
    />
  </>
);
