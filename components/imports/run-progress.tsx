"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toastFailure } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { paceOf, remainingText } from "@/components/jobs/pace";
import { Progress } from "@/components/ui/progress";
import { call } from "@/lib/http/client";
import type { ImportRun } from "@/lib/imports/contract";
import { cancelJobContract } from "@/lib/jobs/contract";
import { importsKey } from "./queries";

/** An import or a dry run under way. */
export function RunProgress({
  run,
  label,
  canCancel,
  updatedAt,
  ...scope
}: AudienceScope & { run: ImportRun; label: string; canCancel: boolean; updatedAt: number }) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => call(cancelJobContract, scope.workspace, { jobId: run.id }),
    onError: toastFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: importsKey(scope) }),
  });
  const pace = paceOf(run, updatedAt);
  const waiting = run.state === "queued" ? "waiting for its turn" : undefined;
  const remaining = pace?.remainingMs == null ? waiting : remainingText(pace.remainingMs);
  return (
    <Progress
      label={label}
      done={run.done}
      total={run.total}
      unit="rows"
      rate={pace?.rate}
      remaining={run.cancelling ? "stopping after this piece" : remaining}
      failed={run.failed}
      onCancel={canCancel ? () => cancel.mutate() : undefined}
      cancelling={cancel.isPending || run.cancelling}
    />
  );
}
