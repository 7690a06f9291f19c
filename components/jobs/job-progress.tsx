"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { failureOf, toastFailure } from "@/components/audiences/failure";
import { Callout } from "@/components/ui/callout";
import { ErrorState } from "@/components/ui/error-state";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { call } from "@/lib/http/client";
import { isJobKindName, jobCatalogue } from "@/lib/jobs/catalogue";
import { cancelJobContract, type Job } from "@/lib/jobs/contract";
import { paceOf, remainingText } from "./pace";
import { isOver, jobQuery, jobsKey } from "./queries";
import { resultText } from "./result-text";

interface JobProgressProps {
  workspace: string;
  jobId: string;
  canCancel: boolean;
  /** Called once when the job is over, at once for one that is already. */
  onOver?: (job: Job) => void;
  /** What to do with the result: a link, "Dismiss". */
  actions?: (job: Job) => ReactNode;
}

/** A job while it runs and what came of it, asked for again until it is over. */
export function JobProgress({ workspace, jobId, canCancel, onOver, actions }: JobProgressProps) {
  const { data: job, error, refetch, isRefetching, dataUpdatedAt } = useQuery(jobQuery(workspace, jobId));
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => call(cancelJobContract, workspace, { jobId }),
    onError: toastFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: jobsKey(workspace) }),
  });
  useEnd(job, onOver);
  if (job === undefined)
    return error === null ? (
      <JobSkeleton />
    ) : (
      <ErrorState
        title="This job could not be loaded"
        description={error.message}
        requestId={failureOf(error)?.requestId}
        onRetry={() => refetch()}
        retrying={isRefetching}
      />
    );
  if (isOver(job)) return <JobResult job={job} action={actions?.(job)} />;
  const pace = paceOf(job, dataUpdatedAt);
  const waiting = job.state === "queued" ? "waiting for its turn" : undefined;
  const remaining = pace?.remainingMs == null ? waiting : remainingText(pace.remainingMs);
  return (
    <section aria-label={job.title} className="rounded-lg border bg-card px-4 py-3">
      <Progress
        label={job.title}
        done={job.done}
        total={job.total}
        unit={(job.total ?? job.done) === 1 ? nounOf(job)?.one : nounOf(job)?.many}
        rate={pace?.rate}
        remaining={job.cancelling ? "stopping after this piece" : remaining}
        failed={job.failed}
        onCancel={canCancel ? () => cancel.mutate() : undefined}
        cancelling={cancel.isPending || job.cancelling}
      />
    </section>
  );
}

/** Tells once that a job has ended, also one that was over before anybody saw it run. */
function useEnd(job: Job | undefined, onOver: ((job: Job) => void) | undefined) {
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (job === undefined || !isOver(job) || told.current === job.id) return;
    told.current = job.id;
    onOver?.(job);
  }, [job, onOver]);
}

/** What this kind of job counts. */
const nounOf = ({ kind }: Job) => (isJobKindName(kind) ? jobCatalogue[kind].noun : null);

const endings: Record<Job["state"], string> = {
  queued: "waiting",
  running: "running",
  done: "finished",
  failed: "stopped",
  cancelled: "cancelled",
};

/** What came of a job that is over, in a sentence. */
export function JobResult({ job, action }: { job: Job; action?: ReactNode }) {
  const title = endings[job.state];
  const tone = job.state === "failed" ? "danger" : job.state === "done" && job.failed === 0 ? "success" : "warning";
  return (
    <Callout tone={tone} title={`${job.title}: ${title}`} action={action}>
      {job.error === null ? null : <>{job.error} </>}
      {resultText(job, nounOf(job))}
    </Callout>
  );
}

const JobSkeleton = () => (
  <div role="status" aria-label="Loading the job" className="flex flex-col gap-2 rounded-lg border bg-card px-4 py-3">
    <Skeleton className="w-40" />
    <Skeleton className="h-1.5" />
    <Skeleton className="w-56" />
  </div>
);
