"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { toast } from "sonner";
import type { AudienceScope } from "@/components/audiences/scope";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type ContactDetail, deleteContactContract, statusLabels } from "@/lib/contacts/contract";
import { call } from "@/lib/http/client";
import { refreshWithout } from "./queries";

/** Asks, deletes, and goes back to the list. */
export function DeleteContactDialog({
  contact,
  trigger,
  ...scope
}: AudienceScope & { contact: ContactDetail; trigger: ReactNode }) {
  const router = useRouter();
  const queries = useQueryClient();
  const { workspace, audienceId } = scope;
  const isFinal = contact.status === "bounced" || contact.status === "complained";
  return (
    <ConfirmDialog
      trigger={trigger}
      title={`Delete ${contact.email}`}
      description="This can't be undone."
      consequences={[
        "The contact leaves the audience with its fields, tags and groups.",
        "Its personal data is scrubbed from the request log, the events and the mailbox.",
        isFinal
          ? `A hash of the address stays, so that it is ${statusLabels[contact.status]} again if it comes back.`
          : "If the address signs up again, it is a new contact.",
      ]}
      confirmLabel="Delete contact"
      onConfirm={async () => {
        await call(deleteContactContract, workspace, { audienceId, contactId: contact.id });
        toast.success(`${contact.email} deleted.`);
        router.push(`/${workspace}/audiences/${audienceId}`);
        void refreshWithout(queries, scope, contact.id);
      }}
    />
  );
}
