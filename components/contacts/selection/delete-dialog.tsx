"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { contactsText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Contact } from "@/lib/contacts/contract";
import { deleteContactsContract } from "@/lib/contacts/many/contract";
import { call } from "@/lib/http/client";
import { refreshAudience } from "../queries";

/** Asks and deletes the chosen contacts. Who chose many has to type their number. */
export function DeleteDialog({
  contacts,
  onClose,
  onDone,
  ...scope
}: AudienceScope & { contacts: readonly Contact[]; onClose: () => void; onDone: () => void }) {
  const queries = useQueryClient();
  const { workspace, audienceId } = scope;
  const few = contacts.length <= 3;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={
        few ? `Delete ${contacts.map(({ email }) => email).join(", ")}?` : `Delete ${contactsText(contacts.length)}?`
      }
      description="This can't be undone."
      consequences={[
        "They leave the audience with their fields, tags and groups.",
        "Their personal data is scrubbed from the request log, the events and the mailbox.",
        "Of addresses that bounced or complained a hash stays, so that they come back with that status.",
      ]}
      confirmLabel={`Delete ${contactsText(contacts.length)}`}
      confirmText={few ? undefined : String(contacts.length)}
      onConfirm={async () => {
        const ids = contacts.map(({ id }) => id);
        const { deleted } = await call(deleteContactsContract, workspace, { audienceId, ids });
        await refreshAudience(queries, scope);
        toast.success(`${contactsText(deleted)} deleted.`);
        onDone();
      }}
    />
  );
}
