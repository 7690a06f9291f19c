"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { createContext, use } from "react";
import { numberText } from "@/components/audiences/count-text";
import { failureOf } from "@/components/audiences/failure";
import { Badge } from "@/components/ui/badge";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import type { Version } from "@/lib/journeys/contract";
import { versionPath } from "../paths";
import { journeyQuery, versionsQuery } from "../queries";
import type { JourneyScope } from "../scope";

const ScopeContext = createContext<(JourneyScope & { current: number | undefined }) | null>(null);

const column = columnsOf<Version>();

const columns = column.columns([
  column.accessor("number", {
    header: "Version",
    meta: { className: "w-1/2", skeleton: "w-16" },
    cell: ({ getValue }) => <NumberCell number={getValue()} />,
  }),
  column.accessor((version) => version.graph.nodes.length, {
    id: "blocks",
    header: "Blocks",
    meta: { align: "right", hideBelow: "sm", skeleton: "w-8" },
  }),
  column.accessor("openRuns", {
    header: "On the way",
    meta: { align: "right", skeleton: "w-8" },
    cell: ({ getValue }) => numberText(getValue()),
  }),
  column.accessor("publishedAt", {
    header: "Published",
    meta: { align: "right", className: "w-32", skeleton: "w-16" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
]);

/** What has been published: each version as it was, and who is still on the way through it. */
export function VersionTable(scope: JourneyScope) {
  const router = useRouter();
  const query = useInfiniteQuery(versionsQuery(scope));
  const { data: journey } = useQuery(journeyQuery(scope));
  const rows = query.data?.pages.flatMap((page) => page.items);
  return (
    <ScopeContext value={{ ...scope, current: journey?.published?.number }}>
      <DataTable
        label="Versions"
        columns={columns}
        rows={rows}
        rowId={(version) => String(version.number)}
        skeletonRows={3}
        onRowClick={(version) => router.push(versionPath(scope, version.number))}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        empty={
          <EmptyState
            icon={<History />}
            title="Not published yet"
            description="Each time you publish, the journey is kept here as it was. Contacts finish on the version that they came in by, unless you move them."
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
    </ScopeContext>
  );
}

function NumberCell({ number }: { number: number }) {
  const scope = use(ScopeContext);
  return (
    <span className="flex items-center gap-2">
      {scope === null ? (
        number
      ) : (
        <Link href={versionPath(scope, number)} prefetch={false} className="font-medium hover:underline">
          Version {number}
        </Link>
      )}
      {scope?.current === number ? <Badge>Newest</Badge> : null}
    </span>
  );
}

/** The table's shape while it is loading. */
export const VersionTableSkeleton = () => (
  <DataTable
    label="Versions"
    columns={columns}
    rows={undefined}
    rowId={(version) => String(version.number)}
    skeletonRows={3}
  />
);
