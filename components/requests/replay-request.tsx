"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Redo2 } from "lucide-react";
import { toastFailure } from "@/components/audiences/failure";
import { jobsKey } from "@/components/jobs/queries";
import { Button } from "@/components/ui/button";
import { call } from "@/lib/http/client";
import { replayRequestsContract } from "@/lib/inbound/replay/contract";

/** Sends one request through its webhook again; `onStart` gets the job that does it. */
export function ReplayRequest({
  workspace,
  requestId,
  running,
  onStart,
}: {
  workspace: string;
  requestId: string;
  running: boolean;
  onStart: (jobId: string) => void;
}) {
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => call(replayRequestsContract, workspace, { ids: [requestId] }),
    onSuccess: (job) => onStart(job.id),
    onError: toastFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: jobsKey(workspace) }),
  });
  return (
    <Button variant="primary" size="sm" loading={replay.isPending || running} onClick={() => replay.mutate()}>
      <Redo2 />
      Replay
    </Button>
  );
}
