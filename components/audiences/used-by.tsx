"use client";

import { type QueryKey, type UseQueryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { numberText } from "@/components/audiences/count-text";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { Usage } from "@/lib/audiences/usage";

const shownMax = 8;

/** A few by name: who uses more of them than that is warned well enough. */
const placeLines = (places: Usage["places"]): string[] => [
  ...places.slice(0, shownMax).map(({ name }) => `${name} uses it.`),
  ...(places.length > shownMax ? [`And ${numberText(places.length - shownMax)} more.`] : []),
];

/** What hangs on something that is about to be deleted, counted now. `linesOf` turns the count into lines. */
export function UsedBy<T extends Usage, K extends QueryKey>({
  query,
  linesOf,
}: {
  query: UseQueryOptions<T, Error, T, K>;
  linesOf: (usage: T) => ReactNode[];
}) {
  const { data, error, refetch, isRefetching } = useQuery(query);
  if (data)
    return (
      <ul className="flex list-disc flex-col gap-1 pl-4 text-table marker:text-muted-foreground">
        {[...linesOf(data), ...placeLines(data.places)].map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places.
          <li key={index}>{line}</li>
        ))}
      </ul>
    );
  if (error)
    return (
      <Callout
        tone="warning"
        title="What uses it could not be counted"
        action={
          <Button variant="outline" size="sm" loading={isRefetching} onClick={() => refetch()}>
            Try again
          </Button>
        }
      >
        {error.message}
      </Callout>
    );
  return (
    <div className="flex flex-col gap-2" role="status" aria-label="Counting what uses it">
      <Skeleton className="w-4/5" />
      <Skeleton className="w-3/5" />
    </div>
  );
}
