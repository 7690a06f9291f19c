"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { call } from "@/lib/http/client";
import {
  type Invitation,
  type NewInvitation,
  resendInvitationContract,
  revokeInvitationContract,
} from "@/lib/workspaces/contract";
import { roleTexts } from "@/lib/workspaces/roles";
import { InvitationLink } from "./invitation-link";
import { invitationsQuery } from "./queries";

/** The invitations that nobody has accepted yet, with the link of the one that was just sent again. */
export function PendingInvitations({
  workspace,
  mayChange,
  mailIsSent,
  invitations,
  error,
  onRetry,
}: {
  workspace: string;
  mayChange: boolean;
  mailIsSent: boolean;
  invitations: Invitation[];
  error: Error | null;
  onRetry: () => void;
}) {
  const [renewed, setRenewed] = useState<NewInvitation | null>(null);
  const columns = useMemo(() => invitationColumns(workspace, mayChange, setRenewed), [workspace, mayChange]);
  return (
    <section aria-labelledby="pending-invitations" className="flex flex-col gap-3">
      <h2 id="pending-invitations" className="text-heading">
        Pending invitations
      </h2>
      <DataTable
        label="Pending invitations"
        columns={columns}
        rows={invitations}
        rowId={(invitation) => invitation.id}
        error={error}
        onRetry={onRetry}
        empty={
          <EmptyState
            icon={<MailPlus />}
            title="Nobody is invited right now"
            description="Invitations wait here until they are accepted. Each is valid for seven days."
          />
        }
      />
      <Dialog open={renewed !== null} onOpenChange={() => setRenewed(null)}>
        <DialogContent title="Invitation sent again" description="The old link has stopped working.">
          <DialogBody>
            {renewed === null ? null : <InvitationLink invitation={renewed} mailIsSent={mailIsSent} />}
          </DialogBody>
        </DialogContent>
      </Dialog>
    </section>
  );
}

const column = columnsOf<Invitation>();

const invitationColumns = (workspace: string, mayChange: boolean, onRenewed: (invitation: NewInvitation) => void) =>
  column.columns([
    column.accessor("email", { header: "Email", meta: { className: "max-w-64 truncate", skeleton: "w-40" } }),
    column.accessor("role", {
      header: "Role",
      meta: { className: "w-28" },
      cell: ({ getValue }) => roleTexts[getValue()].label,
    }),
    column.accessor("invitedBy", {
      header: "Invited by",
      meta: { className: "w-40 truncate text-muted-foreground", hideBelow: "md" },
      cell: ({ getValue }) => getValue() ?? "–",
    }),
    column.accessor("expiresAt", {
      header: "Valid until",
      meta: { className: "w-32", hideBelow: "sm" },
      cell: ({ row: { original } }) =>
        original.expired ? (
          <StatusBadge tone="warning">Expired</StatusBadge>
        ) : (
          <Time value={original.expiresAt} format="date" className="text-muted-foreground" />
        ),
    }),
    column.display({
      id: "actions",
      header: () => <span className="sr-only">Actions</span>,
      meta: { align: "right", className: "w-48" },
      cell: ({ row: { original } }) =>
        mayChange ? <InvitationActions workspace={workspace} invitation={original} onRenewed={onRenewed} /> : null,
    }),
  ]);

function InvitationActions({
  workspace,
  invitation,
  onRenewed,
}: {
  workspace: string;
  invitation: Invitation;
  onRenewed: (invitation: NewInvitation) => void;
}) {
  const queries = useQueryClient();
  const reload = () => queries.invalidateQueries(invitationsQuery(workspace));
  const resend = useMutation({
    mutationFn: () => call(resendInvitationContract, workspace, { invitationId: invitation.id }),
    onSuccess: onRenewed,
    onError: (error) => toast.error(error.message),
    onSettled: reload,
  });
  async function revoke() {
    await call(revokeInvitationContract, workspace, { invitationId: invitation.id });
    toast.success(`The invitation of ${invitation.email} was revoked`);
    await reload();
  }
  return (
    <div className="flex justify-end gap-1">
      <Button
        variant="ghost"
        size="sm"
        loading={resend.isPending}
        aria-label={`Send the invitation of ${invitation.email} again`}
        onClick={() => resend.mutate()}
      >
        Send again
      </Button>
      <ConfirmDialog
        trigger={
          <Button variant="ghost" size="sm" aria-label={`Revoke the invitation of ${invitation.email}`}>
            Revoke
          </Button>
        }
        title={`Revoke the invitation of ${invitation.email}?`}
        consequences={["The link they have stops working at once.", "You can invite them again at any time."]}
        confirmLabel="Revoke invitation"
        onConfirm={revoke}
      />
    </div>
  );
}
