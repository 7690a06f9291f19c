"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { AudienceScope } from "@/components/audiences/scope";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { segmentPath } from "./paths";
import { segmentUsageQuery } from "./queries";

/** Where a place that uses a segment is found; null for webhooks, which live in several. */
function pathOf(scope: AudienceScope, { type, id }: { type: string; id: string }): string | null {
  if (type === "segment") return segmentPath(scope, id);
  if (type === "campaign") return `/${scope.workspace}/campaigns/${id}`;
  return type === "journey" ? `/${scope.workspace}/journeys/${id}` : null;
}

/** What reads a segment: other segments, journeys, webhooks' filters, and campaigns that go to it. */
export function UsedByCard({ segmentId, ...scope }: AudienceScope & { segmentId: string }) {
  const { data, error } = useQuery(segmentUsageQuery(scope, segmentId));
  return (
    <Card>
      <CardHeader title="Used by" level={3} />
      <CardContent className="pt-2 text-table">
        {data === undefined ? (
          error ? (
            <p className="text-muted-foreground">{error.message}</p>
          ) : (
            <Skeleton className="w-32" />
          )
        ) : data.places.length === 0 ? (
          <p className="text-muted-foreground">Nothing reads this segment yet.</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {data.places.map((place) => {
              const path = pathOf(scope, place);
              return (
                <li key={place.id} className="flex min-w-0 items-baseline justify-between gap-2">
                  {path === null ? (
                    <span className="truncate">{place.name}</span>
                  ) : (
                    <Link href={path} className="truncate text-link hover:underline">
                      {place.name}
                    </Link>
                  )}
                  <span className="shrink-0 text-meta text-muted-foreground">{place.type}</span>
                </li>
              );
            })}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
