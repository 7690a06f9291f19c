"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { JobIssues } from "@/components/jobs/job-issues";
import { JobProgress } from "@/components/jobs/job-progress";
import { Button } from "@/components/ui/button";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";
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
  const [listing, setListing] = useState(false);
  return (
    <>
      <JobProgress
        workspace={workspace}
        jobId={jobId}
        canCancel={canCancel}
        onOver={() => void queries.invalidateQueries({ queryKey: requestsKey(workspace) })}
        actions={(job) => (
          <>
            {job.issueCount > 0 ? (
              <Button variant="outline" size="sm" onClick={() => setListing(true)}>
                Show what failed
              </Button>
            ) : null}
            <Button variant="ghost" size="sm" onClick={onDismiss}>
              Dismiss
            </Button>
          </>
        )}
      />
      <Sheet open={listing} onOpenChange={setListing}>
        <SheetContent
          size="lg"
          title="Requests that failed again"
          description="Each can be opened and replayed by itself."
        >
          <SheetBody>
            <JobIssues
              workspace={workspace}
              jobId={jobId}
              subjectLabel="Request"
              renderSubject={(requestId) => (
                <button
                  type="button"
                  className="rounded-sm text-link text-mono underline-offset-4 hover:underline"
                  onClick={() => {
                    setListing(false);
                    onOpenRequest(requestId);
                  }}
                >
                  {requestId}
                </button>
              )}
            />
          </SheetBody>
        </SheetContent>
      </Sheet>
    </>
  );
}
