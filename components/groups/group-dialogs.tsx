"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { NameDialog } from "@/components/audiences/name-dialog";
import type { AudienceScope } from "@/components/audiences/scope";
import { createGroupContract, type Group, updateGroupContract } from "@/lib/audiences/groups/contract";
import { call } from "@/lib/http/client";
import { groupsKey } from "./queries";

type DialogProps = AudienceScope & { onClose: () => void };

export function CreateGroupDialog({ onClose, ...scope }: DialogProps) {
  const queries = useQueryClient();
  return (
    <NameDialog
      open
      onOpenChange={onClose}
      title="Create group"
      schema={createGroupContract.body.shape.name}
      placeholder="VIP"
      submitLabel="Create group"
      onSubmit={async (name) => {
        const group = await call(createGroupContract, scope.workspace, { audienceId: scope.audienceId, name });
        await queries.invalidateQueries({ queryKey: groupsKey(scope) });
        toast.success(`Group ${group.name} created.`);
      }}
    />
  );
}

export function RenameGroupDialog({ group, onClose, ...scope }: DialogProps & { group: Group }) {
  const queries = useQueryClient();
  return (
    <NameDialog
      open
      onOpenChange={onClose}
      title={`Rename ${group.name}`}
      description="Its ID and its contacts stay, so requests go on working."
      schema={updateGroupContract.body.shape.name}
      initial={group.name}
      submitLabel="Rename group"
      onSubmit={async (name) => {
        await call(updateGroupContract, scope.workspace, { audienceId: scope.audienceId, groupId: group.id, name });
        await queries.invalidateQueries({ queryKey: groupsKey(scope) });
        toast.success("Group renamed.");
      }}
    />
  );
}
