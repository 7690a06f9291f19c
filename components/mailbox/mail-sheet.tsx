"use client";

import { useQuery } from "@tanstack/react-query";
import { failureOf } from "@/components/audiences/failure";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetBody, SheetContent, SheetFooter } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import type { Mail } from "@/lib/mailbox/contract";
import { MailContent } from "./mail-content";
import { canRetry, MailStateBadge } from "./mail-states";
import { mailQuery } from "./queries";
import { RetryMail } from "./retry-mail";

interface OpenMailProps {
  workspace: string;
  canWrite: boolean;
  mailId: string;
  /** The mail as a list has it, shown until it has been asked for. */
  known: Mail | undefined;
}

/** One mail in the inspector, open while there is a `mailId`. */
export function MailSheet({
  mailId,
  onClose,
  ...props
}: Omit<OpenMailProps, "mailId"> & { mailId: string | null; onClose: () => void }) {
  return (
    <Sheet open={mailId !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      {mailId === null ? null : <OpenMail key={mailId} {...props} mailId={mailId} />}
    </Sheet>
  );
}

function OpenMail({ workspace, canWrite, mailId, known }: OpenMailProps) {
  const query = useQuery({ ...mailQuery(workspace, mailId), placeholderData: known });
  const mail = query.data;
  const failure = mail ? null : failureOf(query.error);
  return (
    <SheetContent
      size="lg"
      title={mail ? mail.subject || "Erased mail" : "Mail"}
      description={mail ? <Line mail={mail} /> : undefined}
      actions={<CopyButton value={() => window.location.href} label="Copy link to this mail" />}
    >
      {mail ? (
        <>
          <MailContent mail={mail} />
          {canWrite && canRetry(mail) ? (
            <SheetFooter>
              <RetryMail workspace={workspace} mail={mail} />
            </SheetFooter>
          ) : null}
        </>
      ) : failure ? (
        <ErrorState
          description={failure.message}
          requestId={failure.requestId}
          onRetry={() => query.refetch()}
          retrying={query.isRefetching}
        />
      ) : (
        <SheetBody role="status" aria-label="Loading the mail">
          <Skeleton className="h-8 w-48" />
          <Skeleton className="h-96" />
        </SheetBody>
      )}
    </SheetContent>
  );
}

function Line({ mail }: { mail: Mail }) {
  return (
    <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
      <MailStateBadge state={mail.state} />
      {mail.to ? <span>to {mail.to}</span> : null}
      <Time value={mail.sentAt ?? mail.createdAt} format="exact" />
    </span>
  );
}
