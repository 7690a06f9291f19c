"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { contactsText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { UsedBy } from "@/components/audiences/used-by";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { deleteTagContract, type Tag } from "@/lib/audiences/tags/contract";
import { call } from "@/lib/http/client";
import { tagsKey, tagUsageQuery } from "./queries";

/** Says who has the tag before it goes. */
export function DeleteTagDialog({ tag, onClose, ...scope }: AudienceScope & { tag: Tag; onClose: () => void }) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete the tag ${tag.name}?`}
      description="This can't be undone. No contact is deleted."
      confirmLabel="Delete tag"
      onConfirm={async () => {
        await call(deleteTagContract, scope.workspace, { audienceId: scope.audienceId, tagId: tag.id });
        await queries.invalidateQueries({ queryKey: tagsKey(scope) });
        toast.success(`Tag ${tag.name} deleted.`);
      }}
    >
      <UsedBy
        query={tagUsageQuery(scope, tag.id)}
        linesOf={({ contacts }) => [
          contacts === 0 ? "No contact has it." : `${contactsText(contacts)} will lose it.`,
          "Requests that send it afterwards will create it anew.",
        ]}
      />
    </ConfirmDialog>
  );
}
