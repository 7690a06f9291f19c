"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Redo2 } from "lucide-react";
import { toastFailure } from "@/components/audiences/failure";
import { jobsKey } from "@/components/jobs/queries";
import { Button } from "@/components/ui/button";
import { call } from "@/lib/http/client";
import type { InboundRequest } from "@/lib/inbound/contract";
import { replayRequestsContract } from "@/lib/inbound/replay/contract";
import { pageLimit } from "@/lib/pagination";

/** Sends the requests that somebody has chosen through their webhooks again, as one job; `onStart` gets it. */
export function ReplayChosen({
  workspace,
  requests,
  onStart,
}: {
  workspace: string;
  requests: readonly InboundRequest[];
  onStart: (jobId: string) => void;
}) {
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => call(replayRequestsContract, workspace, { ids: requests.map(({ id }) => id) }),
    onSuccess: (job) => onStart(job.id),
    onError: toastFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: jobsKey(workspace) }),
  });
  if (requests.length > pageLimit)
    return <span className="text-muted-foreground">At most {pageLimit} can be replayed at once.</span>;
  const accepted = requests.filter(({ status }) => status < 400).length;
  return (
    <>
      <Button size="sm" variant="outline" loading={replay.isPending} onClick={() => replay.mutate()}>
        <Redo2 />
        Replay
      </Button>
      {accepted === 0 ? null : (
        <span className="text-muted-foreground">
          {accepted === 1 ? "1 was accepted before and is" : `${accepted} were accepted before and are`} sent again,
          too.
        </span>
      )}
    </>
  );
}
