"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { toast } from "sonner";
import { contactsText } from "@/components/audiences/count-text";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field, FieldLabel } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { ApiError, call } from "@/lib/http/client";
import { type Journey, publishJourneyContract } from "@/lib/journeys/contract";
import type { Graph, GraphIssue } from "@/lib/journeys/graph/graph";
import { keepJourney } from "../queries";
import type { SaveState } from "./draft-store";
import { IssueList, issuesText } from "./issue-list";

type Moving = "finish" | "move";

const movings: { value: Moving; label: string; description: string }[] = [
  { value: "finish", label: "Finish on their version", description: "Only who comes in from now on gets the new one." },
  {
    value: "move",
    label: "Move to the new version",
    description: "They go on from the block where they are, if it is still there; the others finish on theirs.",
  },
];

/** Says what publishing means, or what is to be mended before. Saves first, so that what is published is what is on the screen. */
export function PublishDialog({
  workspace,
  journey,
  graph,
  issues,
  flush,
  onShow,
  onClose,
}: {
  workspace: string;
  journey: Journey;
  graph: Graph;
  issues: readonly GraphIssue[];
  flush: () => Promise<SaveState>;
  onShow: (nodeId: string) => void;
  onClose: () => void;
}) {
  const id = useId();
  const queries = useQueryClient();
  const [runs, setRuns] = useState<Moving>("finish");
  const publish = useMutation({
    mutationFn: async () => {
      if ((await flush()) !== "saved") throw new Error("The draft could not be saved, so it was not published.");
      return call(publishJourneyContract, workspace, { journeyId: journey.id, runs });
    },
    onSuccess: (published) => {
      keepJourney(queries, workspace, published);
      toast.success(
        `${published.name} is live${journey.published ? ` in version ${published.published?.number}` : ""}.`,
      );
      onClose();
    },
  });
  const refused =
    publish.error instanceof ApiError
      ? publish.error.issues.map(({ nodeId, message }) => ({ nodeId: nodeId ?? null, message }))
      : [];
  const toMend = refused.length > 0 ? refused : issues;
  const { published } = journey;
  const { active } = journey.totals;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={toMend.length > 0 ? "Not ready to publish" : published ? "Publish the changes?" : "Publish the journey?"}
        description={
          toMend.length > 0
            ? `${issuesText(toMend.length)} first.`
            : published
              ? `The draft becomes version ${published.number + 1}. Versions never change: you can look at each later.`
              : "Contacts come in from the moment it is live."
        }
      >
        <DialogBody className="flex flex-col gap-4">
          {publish.error && refused.length === 0 ? <Callout tone="danger">{publish.error.message}</Callout> : null}
          {toMend.length > 0 ? (
            <IssueList graph={graph} issues={toMend} onShow={onShow} />
          ) : published && active > 0 ? (
            <Field>
              <FieldLabel id={id}>
                {contactsText(active)} {active === 1 ? "is" : "are"} on the way through older versions
              </FieldLabel>
              <RadioCards aria-labelledby={id} options={movings} value={runs} onValueChange={setRuns} />
            </Field>
          ) : (
            <p className="text-table">
              {published
                ? "Nobody is on the way through an older version."
                : `It runs for contacts of ${journey.audienceName}. You can pause it at any time; everybody keeps their place.`}
            </p>
          )}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">{toMend.length > 0 ? "Close" : "Cancel"}</Button>
          </DialogClose>
          {toMend.length > 0 ? null : (
            <Button variant="primary" loading={publish.isPending} onClick={() => publish.mutate()}>
              {published ? "Publish changes" : "Publish"}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
