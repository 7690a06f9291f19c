"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/pagination";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import type { ImportListItem } from "@/lib/imports/contract";
import { importStates } from "./labels";
import { importsQuery } from "./queries";

const number = (value: number) => value.toLocaleString("en");

const column = columnsOf<ImportListItem>();
const columns = column.columns([
  column.accessor("fileName", {
    header: "File",
    meta: { className: "max-w-64 truncate", skeleton: "w-40" },
    cell: ({ getValue }) => <span className="font-medium">{getValue()}</span>,
  }),
  column.accessor("state", {
    header: "State",
    meta: { className: "w-32", skeleton: "w-16" },
    cell: ({ getValue }) => {
      const { label, tone } = importStates[getValue()];
      return <StatusBadge tone={tone}>{label}</StatusBadge>;
    },
  }),
  column.display({
    id: "result",
    header: "Result",
    meta: { hideBelow: "md", skeleton: "w-48" },
    cell: ({ row: { original } }) => <Result item={original} />,
  }),
  column.accessor("createdBy", {
    header: "By",
    meta: { hideBelow: "lg", className: "max-w-40 truncate text-muted-foreground", skeleton: "w-20" },
    cell: ({ getValue }) => getValue() ?? "API",
  }),
  column.accessor("createdAt", {
    header: "Uploaded",
    meta: { align: "right", className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
]);

function Result({ item: { run, rows, malformed } }: { item: ImportListItem }) {
  if (run === null) return <span className="text-muted-foreground">{number(rows + malformed)} rows</span>;
  const { created, updated, refused } = run.report;
  const wrong = refused + malformed;
  return (
    <span className="tabular-nums">
      {number(created)} new, {number(updated)} updated
      {wrong > 0 ? <span className="text-danger-foreground">, {number(wrong)} refused</span> : null}
    </span>
  );
}

/** Earlier imports of an audience; one opens with a click. */
export function ImportTable(scope: AudienceScope) {
  const router = useRouter();
  const query = useInfiniteQuery(importsQuery(scope));
  const rows = query.data?.pages.flatMap((page) => page.items);
  return (
    <DataTable
      label="Imports"
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      onRowClick={(row) => router.push(`/${scope.workspace}/audiences/${scope.audienceId}/import/${row.id}`)}
      error={rows ? null : failureOf(query.error)}
      onRetry={() => query.refetch()}
      retrying={query.isRefetching}
      empty={
        <EmptyState
          icon={<FileUp />}
          title="No imports yet"
          description="Every file that is uploaded for this audience is listed here, with what became of its rows."
        />
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
  );
}

/** The list's shape while it is loading. */
export const ImportTableSkeleton = () => (
  <DataTable label="Imports" columns={columns} rows={undefined} rowId={(row) => row.id} />
);
