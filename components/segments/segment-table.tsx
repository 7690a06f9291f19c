"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Filter, Plus } from "lucide-react";
import Link from "next/link";
import { useParams, useRouter } from "next/navigation";
import { useQueryState } from "nuqs";
import { createContext, use, useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope, AudienceScreen } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { LoadMore } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import type { Segment } from "@/lib/segments/contract";
import { DeleteSegmentDialog } from "./delete-segment-dialog";
import { segmentPath, segmentsPath } from "./paths";
import { segmentsQuery } from "./queries";
import { SegmentCount } from "./segment-count";
import { SegmentMenu } from "./segment-menu";

/** Asks whether a segment is to be deleted; null for who may not change segments. */
const AskToDelete = createContext<((segment: Segment) => void) | null>(null);

const dash = <span className="text-muted-foreground">–</span>;

const column = columnsOf<Segment>();
const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { className: "w-[40%] max-w-0 max-sm:w-full", skeleton: "w-40" },
    cell: ({ row }) => <NameCell segment={row.original} />,
  }),
  column.accessor("memberCount", {
    header: "Members",
    meta: { align: "right", className: "w-32", skeleton: "w-12" },
    cell: ({ row }) => <SegmentCount segment={row.original} />,
  }),
  column.accessor("usedBy", {
    header: "Used by",
    meta: { hideBelow: "md", className: "max-w-48", skeleton: "w-24" },
    cell: ({ getValue }) =>
      getValue().length === 0 ? (
        dash
      ) : (
        <span className="block truncate">
          {getValue()
            .map((place) => place.name)
            .join(", ")}
        </span>
      ),
  }),
  column.accessor("recalculatedAt", {
    header: "Recalculated",
    meta: { align: "right", hideBelow: "sm", className: "w-32", skeleton: "w-16" },
    cell: ({ getValue }) => {
      const at = getValue();
      return at === null ? dash : <Time value={at} className="text-muted-foreground" />;
    },
  }),
  column.display({
    id: "actions",
    header: () => <span className="sr-only">Actions</span>,
    meta: { align: "right", className: "w-12", label: "Actions" },
    cell: ({ row }) => <ActionsCell segment={row.original} />,
  }),
]);

function NameCell({ segment }: { segment: Segment }) {
  const scope = useParams<{ workspace: string; audienceId: string }>();
  return (
    <Link
      href={segmentPath(scope, segment.id)}
      prefetch={false}
      title={segment.name}
      className="block truncate font-medium hover:underline"
    >
      {segment.name}
    </Link>
  );
}

function ActionsCell({ segment }: { segment: Segment }) {
  const scope = useParams<{ workspace: string; audienceId: string }>();
  const ask = use(AskToDelete);
  return (
    <SegmentMenu
      segment={segment}
      href={segmentPath(scope, segment.id)}
      canWrite={ask !== null}
      onDelete={() => ask?.(segment)}
    />
  );
}

/** The segments of an audience with their members, exactly, and how current that is. */
export function SegmentTable({ canWrite, ...scope }: AudienceScreen) {
  const router = useRouter();
  const [search, setSearch] = useQueryState("search", { defaultValue: "" });
  const [deleting, setDeleting] = useState<Segment | null>(null);
  const query = useInfiniteQuery({ ...segmentsQuery(scope, search), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items);
  const createButton = canWrite ? <CreateButton {...scope} /> : null;

  return (
    <AskToDelete value={canWrite ? setDeleting : null}>
      <FilterBar
        search={{
          value: search,
          onValueChange: (value) => void setSearch(value || null),
          placeholder: "Search segments…",
        }}
        actions={createButton}
      />
      <DataTable
        label="Segments"
        columns={columns}
        rows={rows}
        rowId={(segment) => segment.id}
        onRowClick={(segment) => router.push(segmentPath(scope, segment.id))}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        empty={
          search === "" ? (
            <EmptyState
              icon={<Filter />}
              title="No segment yet"
              description="A segment is the contacts for whom rules hold right now: people with the tag customer who opened no mail for 90 days, say. Whoever starts or stops matching enters or leaves by itself."
              action={createButton}
            />
          ) : (
            <EmptyState title={`No segment with “${search}” in its name`} description="Try fewer letters." />
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
      />
      {deleting ? <DeleteSegmentDialog {...scope} segment={deleting} onClose={() => setDeleting(null)} /> : null}
    </AskToDelete>
  );
}

const CreateButton = (scope: AudienceScope) => (
  <Button variant="primary" asChild>
    <Link href={`${segmentsPath(scope)}/new`}>
      <Plus />
      Create segment
    </Link>
  </Button>
);

/** The table's shape while it is loading. */
export const SegmentTableSkeleton = () => (
  <DataTable label="Segments" columns={columns} rows={undefined} rowId={(segment) => segment.id} />
);
