"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Redo2 } from "lucide-react";
import { useState } from "react";
import { jobsKey } from "@/components/jobs/queries";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { DeliveryState } from "@/db/enums";
import { replayDeliveriesContract } from "@/lib/deliveries/contract";
import { call } from "@/lib/http/client";
import { deliveriesText, totalOf } from "./count-text";
import { type DeliveryFilters, filterQuery } from "./filters";
import { countsQuery } from "./queries";

/** What the button says in a tab. */
const buttons: Partial<Record<DeliveryState, string>> = {
  succeeded: "Resend all delivered",
  pending: "Retry all now",
  failed: "Resend all failed",
};

/** Sends everything again that the filters show; asks first, with the number. */
export function ResendAll({
  workspace,
  filters,
  onStart,
}: {
  workspace: string;
  filters: DeliveryFilters;
  onStart: (jobId: string) => void;
}) {
  const [asked, setAsked] = useState(false);
  const queries = useQueryClient();
  const counts = useQuery({ ...countsQuery(workspace, filters), enabled: asked, staleTime: 0 });
  const count =
    counts.data === undefined ? undefined : filters.state === null ? totalOf(counts.data) : counts.data[filters.state];
  const arrived = filters.state === null ? (counts.data?.succeeded ?? 0) : 0;
  const resend = useMutation({
    mutationFn: () => call(replayDeliveriesContract, workspace, { filter: filterQuery(filters, Date.now()) }),
    onSuccess: (job) => onStart(job.id),
    onSettled: () => queries.invalidateQueries({ queryKey: jobsKey(workspace) }),
  });
  const button = (filters.state === null ? undefined : buttons[filters.state]) ?? "Resend all";
  const verb = filters.state === "pending" ? "Retry" : "Resend";
  const none = count === 0;
  return (
    <>
      <Button variant="outline" onClick={() => setAsked(true)}>
        <Redo2 />
        {button}
      </Button>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        tone="primary"
        title={
          none ? "Nothing to send" : count === undefined ? `${verb} deliveries?` : `${verb} ${deliveriesText(count)}?`
        }
        description={none ? "No delivery matches the filters." : "Everything that matches the filters, oldest first."}
        consequences={
          none
            ? []
            : [
                "Each goes out under its own id with the same bytes: a receiver that handles every webhook-id once does nothing twice.",
                ...(arrived > 0
                  ? [
                      `${deliveriesText(arrived)} among them ${arrived === 1 ? "has" : "have"} arrived already and ${arrived === 1 ? "is" : "are"} sent again too.`,
                    ]
                  : []),
                "What can’t be sent, because its webhook is switched off or its data is gone, is listed when it is done.",
              ]
        }
        confirmLabel={none ? "Close" : count === undefined ? verb : `${verb} ${deliveriesText(count)}`}
        onConfirm={() => (none ? undefined : resend.mutateAsync())}
      >
        {counts.error ? (
          <p className="text-danger-foreground text-table">{counts.error.message}</p>
        ) : count === undefined ? (
          <Skeleton className="w-40" />
        ) : null}
      </ConfirmDialog>
    </>
  );
}
