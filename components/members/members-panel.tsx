"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Page, PageHeader } from "@/components/ui/page-header";
import type { MemberRole } from "@/db/enums";
import type { Page as ListPage } from "@/lib/pagination";
import type { Invitation, Member } from "@/lib/workspaces/contract";
import { can } from "@/lib/workspaces/permissions";
import { memberColumns } from "./columns";
import { InviteDialog } from "./invite-dialog";
import { PendingInvitations } from "./pending-invitations";
import { invitationsQuery, membersQuery } from "./queries";

export interface Viewer {
  userId: string;
  role: MemberRole;
}

/** Who is in the workspace, and who has been asked to come. */
export function MembersPanel({
  workspace,
  viewer,
  mailIsSent,
  members,
  invitations,
}: {
  workspace: string;
  viewer: Viewer;
  mailIsSent: boolean;
  members: ListPage<Member>;
  invitations: ListPage<Invitation>;
}) {
  const [inviting, setInviting] = useState(false);
  const memberList = useQuery({ ...membersQuery(workspace), initialData: members });
  const invitationList = useQuery({ ...invitationsQuery(workspace), initialData: invitations });
  const mayChange = can(viewer.role, "members:write");
  const columns = useMemo(() => memberColumns(workspace, viewer), [workspace, viewer]);
  return (
    <Page>
      <PageHeader
        title="Members"
        description="Who works in this workspace, and what each of them may do."
        actions={
          mayChange ? (
            <Button variant="primary" onClick={() => setInviting(true)}>
              <UserPlus />
              Invite member
            </Button>
          ) : null
        }
      />
      <DataTable
        label="Members"
        columns={columns}
        rows={memberList.data.items}
        rowId={(member) => member.id}
        error={memberList.error}
        onRetry={() => memberList.refetch()}
        retrying={memberList.isRefetching}
      />
      <PendingInvitations
        workspace={workspace}
        mayChange={mayChange}
        mailIsSent={mailIsSent}
        invitations={invitationList.data.items}
        error={invitationList.error}
        onRetry={() => invitationList.refetch()}
      />
      <InviteDialog
        workspace={workspace}
        giver={viewer.role}
        mailIsSent={mailIsSent}
        open={inviting}
        onOpenChange={setInviting}
      />
    </Page>
  );
}
