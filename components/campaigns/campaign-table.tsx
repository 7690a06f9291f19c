"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Megaphone, SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { type ReactNode, useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { LoadMore } from "@/components/ui/pagination";
import { campaignStatuses } from "@/db/enums";
import type { CampaignItem } from "@/lib/campaigns/contract";
import { CampaignActions, campaignColumns } from "./columns";
import { DeleteCampaignDialog } from "./delete-campaign-dialog";
import { campaignFilterParsers, isFiltered } from "./filters";
import { campaignHome } from "./paths";
import { campaignsQuery } from "./queries";
import { RenameCampaignDialog } from "./rename-campaign-dialog";
import { campaignStatusLooks } from "./status-badge";
import { useDuplicateCampaign } from "./use-duplicate-campaign";

/** The campaigns of a workspace: where each stands and what came of it. */
export function CampaignTable({
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
  const [filters, setFilters] = useQueryStates(campaignFilterParsers);
  const [asked, setAsked] = useState<{ what: "rename" | "delete"; campaign: CampaignItem } | null>(null);
  const duplicate = useDuplicateCampaign(workspace);
  const query = useInfiniteQuery({ ...campaignsQuery(workspace, filters), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items);
  const clear = () => void setFilters(null);
  const close = () => setAsked(null);
  return (
    <CampaignActions
      value={{
        canWrite,
        onRename: (campaign) => setAsked({ what: "rename", campaign }),
        onDelete: (campaign) => setAsked({ what: "delete", campaign }),
        onDuplicate: duplicate,
      }}
    >
      <FilterBar
        search={{
          value: filters.search,
          onValueChange: (search) => void setFilters({ search }),
          placeholder: "Search campaigns…",
        }}
        onClear={isFiltered(filters) ? clear : undefined}
      >
        <FilterChip
          label="Status"
          multiple={false}
          options={statusOptions}
          value={filters.status === null ? [] : [filters.status]}
          onValueChange={([picked]) =>
            void setFilters({ status: campaignStatuses.find((status) => status === picked) ?? null })
          }
        />
      </FilterBar>
      <DataTable
        label="Campaigns"
        columns={campaignColumns}
        rows={rows}
        rowId={(campaign) => campaign.id}
        onRowClick={(campaign) => router.push(campaignHome(workspace, campaign))}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        className={query.isPlaceholderData ? "opacity-60" : undefined}
        empty={isFiltered(filters) ? <NoMatch onClear={clear} /> : <NoCampaigns action={createButton} />}
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
        <RenameCampaignDialog workspace={workspace} campaign={asked.campaign} onClose={close} />
      ) : null}
      {asked?.what === "delete" ? (
        <DeleteCampaignDialog workspace={workspace} campaign={asked.campaign} onClose={close} />
      ) : null}
    </CampaignActions>
  );
}

const statusOptions = campaignStatuses.map((status) => {
  const { label, icon: Icon } = campaignStatusLooks[status];
  return { value: status, label, icon: <Icon /> };
});

const NoCampaigns = ({ action }: { action: ReactNode }) => (
  <EmptyState
    icon={<Megaphone />}
    title="No campaign yet"
    description={
      action === null
        ? "A campaign is one mail to everybody Active in an audience or a segment. Ask a marketer or an admin of this workspace to write one."
        : "A campaign is one mail to everybody Active in an audience or a segment. You write it, look at it as any contact, send yourself a test, and then see who opens and clicks."
    }
    action={action}
  />
);

const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    icon={<SearchX />}
    title="No campaign matches"
    description="Try fewer letters of its name, or another status."
    action={
      <Button variant="outline" onClick={onClear}>
        Clear filters
      </Button>
    }
  />
);

/** The table's shape while it is loading. */
export const CampaignTableSkeleton = () => (
  <DataTable label="Campaigns" columns={campaignColumns} rows={undefined} rowId={(campaign) => campaign.id} />
);
