"use client";

import { useState } from "react";
import { JobIssues } from "@/components/jobs/job-issues";
import { JobProgress } from "@/components/jobs/job-progress";
import { Button } from "@/components/ui/button";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";

/** A job over many records above their log: its progress, then what came of it and which records it could not do. */
export function LogJob({
  workspace,
  jobId,
  canCancel,
  noun,
  issuesTitle,
  issuesText,
  issuesLabel,
  onOver,
  onOpenRecord,
  onDismiss,
}: {
  workspace: string;
  jobId: string;
  canCancel: boolean;
  /** What a record is called in the list: "Request". */
  noun: string;
  issuesTitle: string;
  issuesText: string;
  /** The button that lists them. */
  issuesLabel: string;
  onOver: () => void;
  onOpenRecord: (id: string) => void;
  onDismiss: () => void;
}) {
  const [listing, setListing] = useState(false);
  return (
    <>
      <JobProgress
        workspace={workspace}
        jobId={jobId}
        canCancel={canCancel}
        onOver={onOver}
        actions={(job) => (
          <>
            {job.issueCount > 0 ? (
              <Button variant="outline" size="sm" onClick={() => setListing(true)}>
                {issuesLabel}
              </Button>
            ) : null}
            <Button variant="ghost" size="sm" onClick={onDismiss}>
              Dismiss
            </Button>
          </>
        )}
      />
      <Sheet open={listing} onOpenChange={setListing}>
        <SheetContent size="lg" title={issuesTitle} description={issuesText}>
          <SheetBody>
            <JobIssues
              workspace={workspace}
              jobId={jobId}
              subjectLabel={noun}
              renderSubject={(id) => (
                <button
                  type="button"
                  className="rounded-sm text-link text-mono underline-offset-4 hover:underline"
                  onClick={() => {
                    setListing(false);
                    onOpenRecord(id);
                  }}
                >
                  {id}
                </button>
              )}
            />
          </SheetBody>
        </SheetContent>
      </Sheet>
    </>
  );
}
