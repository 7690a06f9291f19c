"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { SearchX, Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { type ReactNode, useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { LoadMore } from "@/components/ui/pagination";
import { journeyStatuses } from "@/db/enums";
import { JourneyActions, journeyColumns } from "./columns";
import { DeleteJourneyDialog } from "./delete-journey-dialog";
import { isFiltered, journeyFilterParsers } from "./filters";
import { journeyPath } from "./paths";
import { type JourneyItem, journeysQuery } from "./queries";
import { RenameJourneyDialog } from "./rename-journey-dialog";
import { journeyStatusLooks } from "./status-badge";
import { useDuplicateJourney } from "./use-duplicate-journey";
import { useJourneyStatus } from "./use-status";

/** The journeys of a workspace: where each stands, and how many are in it. */
export function JourneyTable({
  workspace,
  canWrite,
  createButton,
}: {
  workspace: string;
  canWrite: boolean;
  /** What the empty list offers. */
  createButton: ReactNode;
}) {
  const router = useRouter();
  const [filters, setFilters] = useQueryStates(journeyFilterParsers);
  const [asked, setAsked] = useState<{ what: "rename" | "delete"; journey: JourneyItem } | null>(null);
  const duplicate = useDuplicateJourney(workspace);
  const status = useJourneyStatus(workspace);
  const query = useInfiniteQuery({ ...journeysQuery(workspace, filters), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items);
  const clear = () => void setFilters(null);
  const close = () => setAsked(null);
  return (
    <JourneyActions
      value={{
        canWrite,
        onRename: (journey) => setAsked({ what: "rename", journey }),
        onDelete: (journey) => setAsked({ what: "delete", journey }),
        onDuplicate: duplicate,
        onStatus: ({ id }, next) => status.mutate({ id, status: next }),
      }}
    >
      <FilterBar
        search={{
          value: filters.search,
          onValueChange: (search) => void setFilters({ search }),
          placeholder: "Search journeys…",
        }}
        onClear={isFiltered(filters) ? clear : undefined}
      >
        <FilterChip
          label="Status"
          multiple={false}
          options={statusOptions}
          value={filters.status === null ? [] : [filters.status]}
          onValueChange={([picked]) =>
            void setFilters({ status: journeyStatuses.find((each) => each === picked) ?? null })
          }
        />
      </FilterBar>
      <DataTable
        label="Journeys"
        columns={journeyColumns}
        rows={rows}
        rowId={(journey) => journey.id}
        onRowClick={(journey) => router.push(journeyPath({ workspace, journeyId: journey.id }))}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        className={query.isPlaceholderData ? "opacity-60" : undefined}
        empty={isFiltered(filters) ? <NoMatch onClear={clear} /> : <NoJourneys action={createButton} />}
        footer={
          <LoadMore
            shown={rows?.length ?? 0}
            hasMore={query.hasNextPage}
            onLoadMore={() => query.fetchNextPage()}
            pending={query.isFetchingNextPage}
          />
        }
      />
      {asked?.what === "rename" ? (
        <RenameJourneyDialog workspace={workspace} journey={asked.journey} onClose={close} />
      ) : null}
      {asked?.what === "delete" ? (
        <DeleteJourneyDialog workspace={workspace} journey={asked.journey} onClose={close} />
      ) : null}
    </JourneyActions>
  );
}

const statusOptions = journeyStatuses.map((status) => {
  const { label, icon: Icon } = journeyStatusLooks[status];
  return { value: status, label, icon: <Icon /> };
});

const NoJourneys = ({ action }: { action: ReactNode }) => (
  <EmptyState
    icon={<Workflow />}
    title="No journey yet"
    description={
      action === null
        ? "A journey takes each contact from something that happens through waits, decisions, mails and webhooks. Ask a marketer or an admin of this workspace to build one."
        : "A journey takes each contact from something that happens through waits, decisions, mails and webhooks. You build it block by block, and publish it when it is right."
    }
    action={action}
  />
);

const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    icon={<SearchX />}
    title="No journey matches"
    description="Try fewer letters of its name, or another status."
    action={
      <Button variant="outline" onClick={onClear}>
        Clear filters
      </Button>
    }
  />
);

/** The table's shape while it is loading. */
export const JourneyTableSkeleton = () => (
  <DataTable label="Journeys" columns={journeyColumns} rows={undefined} rowId={(journey) => journey.id} />
);
