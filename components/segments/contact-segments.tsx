"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { segmentPath } from "./paths";
import { contactSegmentsQuery } from "./queries";

/** The segments that a contact is in, and since when. */
export function ContactSegments({ contactId, ...scope }: AudienceScope & { contactId: string }) {
  const query = useQuery(contactSegmentsQuery(scope, contactId));
  if (query.data === undefined)
    return query.isError ? (
      <div role="alert" className="flex items-center justify-between gap-2 text-table">
        <span className="text-muted-foreground">{query.error.message}</span>
        <Button variant="outline" size="sm" loading={query.isRefetching} onClick={() => query.refetch()}>
          Try again
        </Button>
      </div>
    ) : (
      <Skeleton className="w-40" />
    );
  if (query.data.items.length === 0) return <p className="text-muted-foreground text-table">In no segment</p>;
  return (
    <ul className="flex flex-col gap-1 text-table">
      {query.data.items.map((segment) => (
        <li key={segment.id} className="flex min-w-0 items-baseline justify-between gap-3">
          <Link href={segmentPath(scope, segment.id)} prefetch={false} className="truncate text-link hover:underline">
            {segment.name}
          </Link>
          <Time value={segment.enteredAt} className="text-meta text-muted-foreground" />
        </li>
      ))}
    </ul>
  );
}
