"use client";

import { CirclePause, CirclePlay, Rocket } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SaveState } from "@/components/ui/save-state";
import type { Journey } from "@/lib/journeys/contract";
import type { Graph } from "@/lib/journeys/graph/graph";
import { InHeader } from "../frame/header-slot";
import { useJourneyStatus } from "../use-status";
import type { DraftState, SaveState as Saving } from "./draft-store";
import { IssuesButton } from "./issue-list";
import { PublishDialog } from "./publish-dialog";

/** In the journey's header while it is built: whether it is saved, what is to be mended, and setting it live. */
export function BuilderActions({
  workspace,
  canWrite,
  journey,
  graph,
  state: { saving, issues },
  flush,
  onShow,
}: {
  workspace: string;
  canWrite: boolean;
  journey: Journey;
  graph: Graph;
  state: DraftState;
  flush: () => Promise<Saving>;
  onShow: (nodeId: string) => void;
}) {
  const [asked, setAsked] = useState(false);
  const status = useJourneyStatus(workspace);
  const { published } = journey;
  const isChanged = published === null || published.changed || saving !== "saved";
  if (!canWrite) return null;
  return (
    <InHeader>
      <SaveState look={saving === "conflict" ? "failed" : saving} onRetry={saving === "failed" ? flush : undefined} />
      {published && isChanged ? <Badge>Draft differs from version {published.number}</Badge> : null}
      <IssuesButton graph={graph} issues={issues} onShow={onShow} />
      {journey.status === "draft" ? null : (
        <Button
          variant="outline"
          loading={status.isPending}
          onClick={() => status.mutate({ id: journey.id, status: journey.status === "live" ? "paused" : "live" })}
        >
          {journey.status === "live" ? <CirclePause /> : <CirclePlay />}
          {journey.status === "live" ? "Pause" : "Resume"}
        </Button>
      )}
      <Button
        variant="primary"
        disabled={!isChanged || saving === "conflict"}
        onClick={() => {
          // What is to be mended is asked of the draft as it is now.
          void flush();
          setAsked(true);
        }}
      >
        <Rocket />
        {published ? "Publish changes" : "Publish"}
      </Button>
      {asked ? (
        <PublishDialog
          workspace={workspace}
          journey={journey}
          graph={graph}
          issues={issues}
          flush={flush}
          onShow={(nodeId) => {
            setAsked(false);
            onShow(nodeId);
          }}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </InHeader>
  );
}
