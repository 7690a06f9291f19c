"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { toastFailure } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { type BackgroundFunctionStatus, wakeFunctionContract } from "@/lib/background/contract";
import { call } from "@/lib/http/client";
import { backgroundQuery } from "./queries";

/** Asks for a run; it starts within a moment and shows in the next refresh. */
export function RunNow({ workspace, status }: { workspace: string; status: BackgroundFunctionStatus }) {
  const queries = useQueryClient();
  const run = useMutation({
    mutationFn: () => call(wakeFunctionContract, workspace, { name: status.name }),
    onSuccess: () => {
      toast.success(`${status.label} was asked to run`);
      return queries.invalidateQueries(backgroundQuery(workspace));
    },
    onError: toastFailure,
  });
  const action = status.failing ? "Retry" : "Run now";
  return (
    <Button
      variant={status.failing ? "secondary" : "ghost"}
      size="sm"
      loading={run.isPending}
      aria-label={`${action}: ${status.label}`}
      onClick={() => run.mutate()}
    >
      {action}
    </Button>
  );
}
