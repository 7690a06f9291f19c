"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { call } from "@/lib/http/client";
import { type Member, removeMemberContract } from "@/lib/workspaces/contract";
import { can } from "@/lib/workspaces/permissions";
import type { Viewer } from "./members-panel";
import { membersQuery } from "./queries";

/** Removes a member, or leaves the workspace, after saying what that means. */
export function RemoveMember({ workspace, viewer, member }: { workspace: string; viewer: Viewer; member: Member }) {
  const queries = useQueryClient();
  const leaves = member.userId === viewer.userId;
  const mayRemove = can(viewer.role, "members:write") && (member.role !== "owner" || viewer.role === "owner");
  if (!leaves && !mayRemove) return null;

  async function remove() {
    await call(removeMemberContract, workspace, { memberId: member.id });
    if (leaves) {
      window.location.assign("/");
      return;
    }
    toast.success(`${member.name} was removed`);
    await queries.invalidateQueries(membersQuery(workspace));
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={leaves ? "Leave workspace" : `Remove ${member.name}`}>
          {leaves ? "Leave" : "Remove"}
        </Button>
      }
      title={leaves ? "Leave this workspace?" : `Remove ${member.name}?`}
      consequences={
        leaves
          ? [
              "You lose access to this workspace at once.",
              "API keys you made keep working.",
              "Only an invitation brings you back.",
            ]
          : [
              `${member.name} loses access to this workspace at once.`,
              "Their account and their other workspaces stay.",
              "API keys they made keep working: revoke them under API keys.",
            ]
      }
      confirmLabel={leaves ? "Leave workspace" : "Remove member"}
      onConfirm={remove}
    />
  );
}
