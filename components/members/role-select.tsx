"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Select } from "@/components/ui/select";
import type { MemberRole } from "@/db/enums";
import { call } from "@/lib/http/client";
import { changeMemberRoleContract, type Member } from "@/lib/workspaces/contract";
import { can } from "@/lib/workspaces/permissions";
import { roleTexts } from "@/lib/workspaces/roles";
import type { Viewer } from "./members-panel";
import { membersQuery } from "./queries";
import { rolesGivenBy } from "./role-options";

/** A member's role, to be changed by who may. */
export function RoleSelect({ workspace, viewer, member }: { workspace: string; viewer: Viewer; member: Member }) {
  const queries = useQueryClient();
  const router = useRouter();
  const change = useMutation({
    mutationFn: (role: MemberRole) => call(changeMemberRoleContract, workspace, { memberId: member.id, role }),
    onSuccess: ({ name, role }) => {
      toast.success(`${name} is now ${roleTexts[role].label.toLowerCase()}`);
      // One's own role decides what the page offers.
      if (member.userId === viewer.userId) router.refresh();
    },
    onError: (error) => toast.error(error.message),
    onSettled: () => queries.invalidateQueries(membersQuery(workspace)),
  });
  const mayChange = can(viewer.role, "members:write") && (member.role !== "owner" || viewer.role === "owner");
  if (!mayChange) return <span>{roleTexts[member.role].label}</span>;
  return (
    <Select
      size="sm"
      aria-label={`Role of ${member.name}`}
      options={rolesGivenBy(viewer.role)}
      value={change.isPending ? change.variables : member.role}
      disabled={change.isPending}
      onValueChange={(role) => {
        if (role !== member.role) change.mutate(role);
      }}
    />
  );
}
