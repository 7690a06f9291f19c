"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Redo2 } from "lucide-react";
import { useState } from "react";
import { jobsKey } from "@/components/jobs/queries";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { call } from "@/lib/http/client";
import { replayAudienceRequestsContract, replayRequestsContract } from "@/lib/inbound/replay/contract";
import { filterQuery, isFiltered, type RequestFilters } from "./filters";
import { type LogScope, replayCountQuery } from "./queries";

/** Sends all requests again that were refused and that the filters show; asks first, with their number. */
export function ReplayAllFailed({
  scope,
  filters,
  onStart,
}: {
  scope: LogScope;
  filters: RequestFilters;
  onStart: (jobId: string) => void;
}) {
  const [asked, setAsked] = useState(false);
  const queries = useQueryClient();
  const count = useQuery({ ...replayCountQuery(scope, filters), enabled: asked });
  const requests = count.data?.requests;
  const replay = useMutation({
    mutationFn: () => start(scope, filters),
    onSuccess: (job) => onStart(job.id),
    onSettled: () => queries.invalidateQueries({ queryKey: jobsKey(scope.workspace) }),
  });
  const none = requests === 0;
  return (
    <>
      <Button variant="outline" onClick={() => setAsked(true)}>
        <Redo2 />
        Replay all failed
      </Button>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        tone="primary"
        title={none ? "Nothing to replay" : requests === undefined ? "Replay failed requests?" : title(requests)}
        description={
          none
            ? "No refused request that matches waits for a replay."
            : "They go through their webhooks again, oldest first, as if they came now."
        }
        consequences={
          none
            ? []
            : [
                `Only requests from outside that were refused${isFiltered(filters) ? " and match the filters" : ""}; those that a replay has mended already are left out.`,
                "Contacts are added and changed, and events go out for what changes.",
              ]
        }
        confirmLabel={none ? "Close" : requests === undefined ? "Replay" : `Replay ${counted(requests)}`}
        onConfirm={() => (none ? undefined : replay.mutateAsync())}
      >
        {count.error ? (
          <p className="text-danger-foreground text-table">{count.error.message}</p>
        ) : requests === undefined ? (
          <Skeleton className="w-40" />
        ) : null}
      </ConfirmDialog>
    </>
  );
}

const counted = (requests: number) => `${requests.toLocaleString("en")} ${requests === 1 ? "request" : "requests"}`;
const title = (requests: number) =>
  `Replay ${requests.toLocaleString("en")} failed ${requests === 1 ? "request" : "requests"}?`;

function start({ workspace, audienceId }: LogScope, filters: RequestFilters) {
  const filter = filterQuery(filters, Date.now());
  const within = audienceId ?? filters.audience;
  return within === null
    ? call(replayRequestsContract, workspace, { filter })
    : call(replayAudienceRequestsContract, workspace, { audienceId: within, filter });
}
