"use client";

import { useQueryClient } from "@tanstack/react-query";
import { LogJob } from "@/components/log/log-job";
import { requestsKey } from "./queries";

/** A replay of many requests above the log: its progress, then what came of it and which requests failed again. */
export function ReplayProgress({
  workspace,
  jobId,
  canCancel,
  onOpenRequest,
  onDismiss,
}: {
  workspace: string;
  jobId: string;
  canCancel: boolean;
  onOpenRequest: (requestId: string) => void;
  onDismiss: () => void;
}) {
  const queries = useQueryClient();
  return (
    <LogJob
      workspace={workspace}
      jobId={jobId}
      canCancel={canCancel}
      noun="Request"
      issuesLabel="Show what failed"
      issuesTitle="Requests that failed again"
      issuesText="Each can be opened and replayed by itself."
      onOver={() => void queries.invalidateQueries({ queryKey: requestsKey(workspace) })}
      onOpenRecord={onOpenRequest}
      onDismiss={onDismiss}
    />
  );
}
