"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop, Redo2 } from "lucide-react";
import { toast } from "sonner";
import { toastFailure } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { call } from "@/lib/http/client";
import { type Run, retryRunContract, stopRunContract } from "@/lib/journeys/contract";
import type { JourneyScope } from "../scope";
import { blockLabel } from "./block-label";
import { refreshRuns } from "./queries";

type ActionProps = JourneyScope & { run: Run };

/** Lets a failed run go on from the block that failed, and says why where it can't. */
export function RetryRun({ run, ...scope }: ActionProps) {
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => call(retryRunContract, scope.workspace, { runId: run.id }),
    onSuccess: () => toast.success(`The run goes on from ${blockLabel(run.block)}.`),
    onError: toastFailure,
    onSettled: () => refreshRuns(queries, scope),
  });
  return (
    <Button variant="primary" size="sm" loading={retry.isPending} onClick={() => retry.mutate()}>
      <Redo2 />
      Retry from {blockLabel(run.block)}
    </Button>
  );
}

/** Ends a run where it stands; asks first. */
export function StopRun({ run, ...scope }: ActionProps) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline" size="sm">
          <CircleStop />
          Stop
        </Button>
      }
      title="Stop this run?"
      description={`${run.contact.email ?? "The contact"} leaves the journey at ${blockLabel(run.block)}.`}
      consequences={["What was sent stays sent.", "A stopped run can’t go on again."]}
      confirmLabel="Stop run"
      onConfirm={async () => {
        await call(stopRunContract, scope.workspace, { runId: run.id });
        toast.success("The run is stopped.");
        await refreshRuns(queries, scope);
      }}
    />
  );
}
