"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { contactsText } from "@/components/audiences/count-text";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import { call } from "@/lib/http/client";
import { type Journey, saveJourneyContract, type Version } from "@/lib/journeys/contract";
import { createDraftStore } from "../builder/draft-store";
import { Workbench } from "../builder/workbench";
import { InHeader } from "../frame/header-slot";
import { journeyPath } from "../paths";
import { journeyQuery, keepJourney } from "../queries";
import type { JourneyScreen } from "../scope";

/** A version as it was published: to look at, and to begin a new draft with. */
export function VersionView({ version, ...screen }: JourneyScreen & { version: Version }) {
  const { data: journey } = useQuery(journeyQuery(screen));
  const [store] = useState(() =>
    createDraftStore(
      { graph: version.graph, revision: 0, issues: [] },
      () => Promise.reject(new Error("A version never changes.")),
      0,
    ),
  );
  if (journey === undefined) return null;
  return (
    <>
      <InHeader>
        <span className="text-muted-foreground text-table">
          Version {version.number}, published <Time value={version.publishedAt} />
          {version.openRuns > 0 ? `, ${contactsText(version.openRuns)} on the way` : ""}
        </span>
        {screen.canWrite ? <RestoreButton {...screen} journey={journey} version={version} /> : null}
      </InHeader>
      <Workbench
        {...screen}
        canWrite={false}
        audienceId={journey.audienceId}
        store={store}
        state={store.state()}
        counts={null}
      />
    </>
  );
}

function RestoreButton({ journey, version, ...scope }: JourneyScreen & { journey: Journey; version: Version }) {
  const router = useRouter();
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline">
          <RotateCcw />
          Use as draft
        </Button>
      }
      title={`Begin the draft with version ${version.number}?`}
      description="What runs does not change until you publish."
      consequences={[
        "The draft as it is now is replaced.",
        "Secrets of blocks that the draft no longer has must be typed again.",
      ]}
      confirmLabel="Replace the draft"
      onConfirm={async () => {
        const { workspace, journeyId } = scope;
        const { graph } = version;
        keepJourney(
          queries,
          workspace,
          await call(saveJourneyContract, workspace, { journeyId, graph, revision: journey.revision }),
        );
        toast.success(`The draft is version ${version.number} again.`);
        router.push(journeyPath(scope));
      }}
    />
  );
}
