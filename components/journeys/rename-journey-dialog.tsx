"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { NameDialog } from "@/components/audiences/name-dialog";
import { call } from "@/lib/http/client";
import { createJourneyContract, saveJourneyContract } from "@/lib/journeys/contract";
import { keepJourney } from "./queries";

/** Another name for a journey, whatever its status. */
export function RenameJourneyDialog({
  workspace,
  journey,
  onClose,
}: {
  workspace: string;
  journey: { id: string; name: string };
  onClose: () => void;
}) {
  const queries = useQueryClient();
  return (
    <NameDialog
      open
      onOpenChange={onClose}
      title="Rename journey"
      description="Contacts never see the name; webhooks and templates can carry it."
      schema={createJourneyContract.body.shape.name}
      initial={journey.name}
      submitLabel="Rename"
      onSubmit={async (name) => {
        keepJourney(queries, workspace, await call(saveJourneyContract, workspace, { journeyId: journey.id, name }));
        toast.success("Journey renamed.");
      }}
    />
  );
}
