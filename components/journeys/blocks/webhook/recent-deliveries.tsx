"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { failureOf } from "@/components/audiences/failure";
import { noFilters } from "@/components/deliveries/filters";
import { deliveriesQuery } from "@/components/deliveries/queries";
import { DeliveryStateBadge } from "@/components/deliveries/states";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { Delivery } from "@/lib/deliveries/contract";
import { useEditing } from "../../builder/editing";
import { Settings } from "../parts/setting";

const shownMax = 5;

/** What the block has sent last, in every version of the journey; each opens with its request and answer. */
export function RecentDeliveries({ nodeId }: { nodeId: string }) {
  const { workspace, journeyId } = useEditing();
  const filters = { ...noFilters, state: null, journey: journeyId, block: nodeId };
  const query = useInfiniteQuery(deliveriesQuery(workspace, filters));
  const logPath = `/${workspace}/deliveries?${new URLSearchParams({ journey: journeyId, block: nodeId })}`;
  const recent = query.data?.pages[0]?.items.slice(0, shownMax);
  return (
    <Settings title="Recent deliveries">
      {recent?.length === 0 ? (
        <p className="text-muted-foreground text-table">
          Nothing yet. What it sends while the journey is live is listed here with each answer; tests are not.
        </p>
      ) : query.error && recent === undefined ? (
        <ErrorState
          title="The deliveries could not be loaded"
          description={query.error.message}
          requestId={failureOf(query.error)?.requestId}
          onRetry={() => void query.refetch()}
          retrying={query.isRefetching}
        />
      ) : recent === undefined ? (
        <Skeleton className="h-24 rounded-lg" />
      ) : (
        <>
          <ul aria-label="Recent deliveries" className="divide-y rounded-lg border">
            {recent.map((delivery) => (
              <li key={delivery.id}>
                <DeliveryLine delivery={delivery} href={`${logPath}&delivery=${delivery.id}`} />
              </li>
            ))}
          </ul>
          <p className="text-table">
            <TextLink href={logPath}>All deliveries of this block</TextLink>
          </p>
        </>
      )}
    </Settings>
  );
}

function DeliveryLine({ delivery, href }: { delivery: Delivery; href: string }) {
  const { state, contact, responseStatus, cause, createdAt } = delivery;
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex min-w-0 items-center gap-2.5 px-2.5 py-2 text-table hover:bg-foreground/[0.06] focus-visible:-outline-offset-2"
    >
      <DeliveryStateBadge state={state} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{contact?.email ?? "Deleted contact"}</span>
        {cause === null ? null : <span className="block truncate text-meta text-muted-foreground">{cause.label}</span>}
      </span>
      {responseStatus === null ? null : <span className="text-mono">{responseStatus}</span>}
      <Time value={createdAt} className="text-meta text-muted-foreground" />
    </Link>
  );
}
