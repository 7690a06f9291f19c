"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { contactsText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { UsedBy } from "@/components/audiences/used-by";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { deleteGroupContract, type Group } from "@/lib/audiences/groups/contract";
import { call } from "@/lib/http/client";
import { groupsKey, groupUsageQuery } from "./queries";

/** Says who is in the group and what refuses its id from then on, before it goes. */
export function DeleteGroupDialog({ group, onClose, ...scope }: AudienceScope & { group: Group; onClose: () => void }) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete the group ${group.name}?`}
      description="This can't be undone. No contact is deleted."
      confirmLabel="Delete group"
      onConfirm={async () => {
        await call(deleteGroupContract, scope.workspace, { audienceId: scope.audienceId, groupId: group.id });
        await queries.invalidateQueries({ queryKey: groupsKey(scope) });
        toast.success(`Group ${group.name} deleted.`);
      }}
    >
      <UsedBy
        query={groupUsageQuery(scope, group.id)}
        linesOf={({ contacts }) => [
          contacts === 0 ? "No contact is in it." : `${contactsText(contacts)} will leave it.`,
          "Requests that name its ID in groupIds will be refused.",
        ]}
      />
    </ConfirmDialog>
  );
}
