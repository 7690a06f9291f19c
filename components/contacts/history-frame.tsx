"use client";

import type { ReactNode } from "react";
import { failureOf } from "@/components/audiences/failure";
import { Card, CardContent } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";

interface HistoryQuery {
  error: Error | null;
  refetch: () => unknown;
  isRefetching: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The four states of a contact's history; `count` is undefined while nothing has come yet. */
export function HistoryFrame({
  query,
  count,
  icon,
  emptyTitle,
  emptyText,
  children,
}: {
  query: HistoryQuery;
  count: number | undefined;
  icon: ReactNode;
  emptyTitle: string;
  emptyText: string;
  children: ReactNode;
}) {
  const failure = failureOf(query.error);
  if (count === undefined && failure)
    return (
      <Card>
        <ErrorState
          description={failure.message}
          requestId={failure.requestId}
          onRetry={() => void query.refetch()}
          retrying={query.isRefetching}
        />
      </Card>
    );
  if (count === undefined) return <HistorySkeleton />;
  if (count === 0)
    return (
      <Card>
        <EmptyState icon={icon} title={emptyTitle} description={emptyText} />
      </Card>
    );
  return (
    <div className="flex flex-col gap-2">
      <Card>
        <CardContent>{children}</CardContent>
      </Card>
      {query.hasNextPage ? (
        <LoadMore
          shown={count}
          hasMore
          onLoadMore={() => void query.fetchNextPage()}
          pending={query.isFetchingNextPage}
        />
      ) : null}
    </div>
  );
}

export function HistorySkeleton() {
  return (
    <Card role="status" aria-label="Loading">
      <CardContent className="flex flex-col gap-5">
        {["w-40", "w-56", "w-32", "w-48"].map((width) => (
          <div key={width} className="flex gap-3">
            <Skeleton className="size-4 rounded-full" />
            <div className="flex flex-1 flex-col gap-1.5">
              <Skeleton className={width} />
              <Skeleton className="h-3 w-24" />
            </div>
          </div>
        ))}
      </CardContent>
    </Card>
  );
}
