"use client";

import { Avatar } from "@/components/ui/avatar";
import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { Member } from "@/lib/workspaces/contract";
import type { Viewer } from "./members-panel";
import { RemoveMember } from "./remove-member";
import { RoleSelect } from "./role-select";

const column = columnsOf<Member>();

export const memberColumns = (workspace: string, viewer: Viewer) =>
  column.columns([
    column.accessor("name", {
      header: "Member",
      meta: { skeleton: "w-40" },
      cell: ({ row: { original: member } }) => (
        <div className="flex min-w-0 items-center gap-2.5">
          <Avatar name={member.name} />
          <div className="min-w-0">
            <p className="truncate font-medium">
              {member.name}
              {member.userId === viewer.userId ? (
                <span className="ml-1.5 font-normal text-muted-foreground">you</span>
              ) : null}
            </p>
            <p className="truncate text-meta text-muted-foreground">{member.email}</p>
          </div>
        </div>
      ),
    }),
    column.accessor("role", {
      header: "Role",
      meta: { className: "w-44", skeleton: "w-20" },
      cell: ({ row: { original: member } }) => <RoleSelect workspace={workspace} viewer={viewer} member={member} />,
    }),
    column.accessor("createdAt", {
      header: "Joined",
      meta: { className: "w-32 text-muted-foreground", hideBelow: "md" },
      cell: ({ getValue }) => <Time value={getValue()} />,
    }),
    column.display({
      id: "actions",
      header: () => <span className="sr-only">Actions</span>,
      meta: { align: "right", className: "w-28" },
      cell: ({ row: { original: member } }) => <RemoveMember workspace={workspace} viewer={viewer} member={member} />,
    }),
  ]);
