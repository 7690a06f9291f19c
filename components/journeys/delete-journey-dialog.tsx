"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { contactsText } from "@/components/audiences/count-text";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { call } from "@/lib/http/client";
import { deleteJourneyContract } from "@/lib/journeys/contract";
import { type JourneyItem, refreshJourneys } from "./queries";

/** Says what is lost with a journey before it goes. */
export function DeleteJourneyDialog({
  workspace,
  journey,
  onClose,
  onDeleted,
}: {
  workspace: string;
  journey: Pick<JourneyItem, "id" | "name" | "totals">;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const queries = useQueryClient();
  const { active } = journey.totals;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete the journey ${journey.name}?`}
      description="This can't be undone. No contact is deleted."
      consequences={[
        ...(active === 0
          ? []
          : [
              `${contactsText(active)} ${active === 1 ? "is" : "are"} on the way through it and stop where they stand.`,
            ]),
        "Its blocks, its versions and what it did for each contact are lost.",
      ]}
      confirmLabel="Delete journey"
      onConfirm={async () => {
        await call(deleteJourneyContract, workspace, { journeyId: journey.id });
        toast.success(`Journey ${journey.name} deleted.`);
        onDeleted?.();
        await refreshJourneys(queries, workspace);
      }}
    />
  );
}
