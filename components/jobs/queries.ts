import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/client";
import { getJobContract, type Job, listJobIssuesContract, listJobsContract } from "@/lib/jobs/contract";

export const jobsKey = (workspace: string) => [workspace, "jobs"] as const;

/** How often a job that is not over is asked for again. */
const movingMs = 1_000;

export const isOver = ({ state }: Job): boolean => state === "done" || state === "failed" || state === "cancelled";

/** A job, watched until it is over. */
export const jobQuery = (workspace: string, jobId: string) =>
  queryOptions({
    queryKey: [...jobsKey(workspace), "one", jobId],
    queryFn: ({ signal }) => call(getJobContract, workspace, { jobId }, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : movingMs),
  });

/** The newest jobs of a kind. */
export const recentJobsQuery = (workspace: string, kind: string) =>
  queryOptions({
    queryKey: [...jobsKey(workspace), "recent", kind],
    queryFn: ({ signal }) => call(listJobsContract, workspace, { kind, limit: 10 }, signal),
  });

/** What a job could not do, page by page. */
export const jobIssuesQuery = (workspace: string, jobId: string) =>
  infiniteQueryOptions({
    queryKey: [...jobsKey(workspace), "issues", jobId],
    queryFn: ({ pageParam, signal }) =>
      call(listJobIssuesContract, workspace, { jobId, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
