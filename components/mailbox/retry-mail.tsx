"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { toast } from "sonner";
import { toastFailure } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { call } from "@/lib/http/client";
import { type Mail, retryMailContract } from "@/lib/mailbox/contract";
import { mailboxKey, mailQuery } from "./queries";

/** Sends a failed mail again. One that may have arrived asks first. */
export function RetryMail({ workspace, mail }: { workspace: string; mail: Mail }) {
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => call(retryMailContract, workspace, { mailId: mail.id }),
    onSuccess: (queued) => {
      queries.setQueryData(mailQuery(workspace, mail.id).queryKey, queued);
      toast.success(`The mail to ${queued.to} is queued again.`);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: mailboxKey(workspace) }),
  });
  if (mail.state !== "unknown")
    return (
      <Button
        variant="primary"
        loading={retry.isPending}
        onClick={() => retry.mutate(undefined, { onError: toastFailure })}
      >
        <RotateCw />
        Send again
      </Button>
    );
  return (
    <ConfirmDialog
      trigger={
        <Button variant="primary" loading={retry.isPending}>
          <RotateCw />
          Send again
        </Button>
      }
      tone="primary"
      title="Send this mail again?"
      description={`It may have arrived. Then ${mail.to} gets it twice.`}
      confirmLabel="Send again"
      onConfirm={() => retry.mutateAsync()}
    />
  );
}
