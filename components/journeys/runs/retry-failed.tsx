"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Redo2 } from "lucide-react";
import { useState } from "react";
import { jobsKey } from "@/components/jobs/queries";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { call } from "@/lib/http/client";
import { retryRunsContract } from "@/lib/journeys/contract";
import type { JourneyScope } from "../scope";
import { failedRunsText } from "./count-text";

/** Lets every failed run go on, or those that failed in one block; asks first, with the number. */
export function RetryFailed({
  workspace,
  journeyId,
  blockId,
  count,
  isPaused,
  onStart,
}: JourneyScope & {
  blockId: string | null;
  /** How many there are, as the counters know it. */
  count: number;
  isPaused: boolean;
  onStart: (jobId: string) => void;
}) {
  const [asked, setAsked] = useState(false);
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => call(retryRunsContract, workspace, { journeyId, nodeId: blockId ?? undefined }),
    onSuccess: (job) => onStart(job.id),
    onSettled: () => queries.invalidateQueries({ queryKey: jobsKey(workspace) }),
  });
  return (
    <>
      <Button variant="outline" onClick={() => setAsked(true)}>
        <Redo2 />
        Retry all failed
      </Button>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        tone="primary"
        title={`Retry ${failedRunsText(count)}?`}
        description={
          blockId === null
            ? "Each goes on from the block in which it failed, oldest first."
            : "Each goes on from this block, oldest first."
        }
        consequences={[
          "A request that failed goes out again under the same webhook-id; nothing else is done twice.",
          ...(isPaused ? ["The journey is paused: they go on once it is resumed."] : []),
          "What can’t go on is listed when it is done.",
        ]}
        confirmLabel={`Retry ${failedRunsText(count)}`}
        onConfirm={() => retry.mutateAsync()}
      />
    </>
  );
}
