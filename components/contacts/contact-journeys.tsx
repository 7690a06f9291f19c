"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import Link from "next/link";
import type { AudienceScope } from "@/components/audiences/scope";
import { runPath } from "@/components/journeys/paths";
import { BlockLabel } from "@/components/journeys/runs/block-label";
import { contactRunsQuery } from "@/components/journeys/runs/queries";
import { RunStateBadge } from "@/components/journeys/runs/states";
import { Time } from "@/components/ui/time";
import { HistoryFrame } from "./history-frame";

/** The journeys that a contact is and was in, newest first; each leads to what it did there. */
export function ContactJourneys({ contactId, ...scope }: AudienceScope & { contactId: string }) {
  const runs = useInfiniteQuery(contactRunsQuery(scope, contactId));
  const items = runs.data?.pages.flatMap((page) => page.items);
  return (
    <HistoryFrame
      query={runs}
      count={items?.length}
      icon={<Workflow />}
      emptyTitle="In no journey yet"
      emptyText="Each journey that this contact comes into appears here, with where it is."
    >
      <ul aria-label="Journeys" className="-my-2.5 divide-y text-table">
        {items?.map((run) => (
          <li key={run.id} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
            <span className="min-w-0 flex-1 basis-48">
              <Link
                href={runPath({ workspace: scope.workspace, journeyId: run.journeyId }, run.id)}
                prefetch={false}
                className="block truncate font-medium hover:underline"
              >
                {run.journeyName}
              </Link>
              <span className="flex min-w-0 items-center gap-2 text-meta text-muted-foreground">
                <BlockLabel block={run.block} />
                <span className="shrink-0">
                  since <Time value={run.since} />
                </span>
              </span>
            </span>
            <RunStateBadge run={run} />
            <span className="w-20 text-right text-meta text-muted-foreground">
              <Time value={run.enteredAt} />
            </span>
          </li>
        ))}
      </ul>
    </HistoryFrame>
  );
}
