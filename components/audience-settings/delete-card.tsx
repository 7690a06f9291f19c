"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryState } from "nuqs";
import { toast } from "sonner";
import { contactsText } from "@/components/audiences/count-text";
import { audiencesKey } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { JobProgress } from "@/components/jobs/job-progress";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Audience } from "@/lib/audiences/contract";
import { deleteAudienceContract } from "@/lib/contacts/audience-deletion/contract";
import { call } from "@/lib/http/client";

/** Deletes the audience, after a question that names what goes with it; shows how far that has come. */
export function DeleteCard({ audience, ...scope }: AudienceScope & { audience: Audience }) {
  const [jobId, setJobId] = useQueryState("deletion");
  const router = useRouter();
  const queries = useQueryClient();
  const { workspace, audienceId } = scope;
  const contacts = Object.values(audience.contacts).reduce((sum, count) => sum + count, 0);
  return (
    <Card>
      <CardHeader title="Delete audience" />
      <CardContent className="flex flex-col gap-4">
        {jobId === null ? (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-muted-foreground text-table">
              Deletes the audience with its {contactsText(contacts)} and everything else in it.
            </p>
            <ConfirmDialog
              trigger={
                <Button variant="outline">
                  <Trash2 />
                  Delete audience
                </Button>
              }
              title={`Delete the audience ${audience.name}?`}
              description="This can't be undone."
              consequences={[
                "Its webhooks stop at once, those of the workspace that lead here as well.",
                `${contactsText(contacts)} will be deleted and their personal data scrubbed; webhooks are told of each.`,
                "Its segments, groups, tags and data fields, campaigns with their reports, journeys and request log go with it.",
              ]}
              confirmLabel="Delete audience"
              confirmText={audience.name}
              onConfirm={async () => {
                const job = await call(deleteAudienceContract, workspace, { audienceId });
                void setJobId(job.id);
              }}
            />
          </div>
        ) : (
          <JobProgress
            workspace={workspace}
            jobId={jobId}
            canCancel
            onOver={(job) => {
              if (job.state !== "done") return;
              toast.success(`${audience.name} deleted.`);
              router.push(`/${workspace}/audiences`);
              void queries.invalidateQueries({ queryKey: audiencesKey(workspace), refetchType: "none" });
            }}
            actions={() => (
              <Button variant="ghost" size="sm" onClick={() => void setJobId(null)}>
                Dismiss
              </Button>
            )}
          />
        )}
      </CardContent>
    </Card>
  );
}
