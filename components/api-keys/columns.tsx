"use client";

import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { ApiKey } from "@/lib/workspaces/contract";
import { roleTexts } from "@/lib/workspaces/roles";
import { RevokeKey } from "./revoke-key";

const column = columnsOf<ApiKey>();

export const apiKeyColumns = (workspace: string, mayChange: boolean) =>
  column.columns([
    column.accessor("name", { header: "Name", meta: { className: "max-w-64 truncate font-medium", skeleton: "w-32" } }),
    column.accessor("masked", {
      header: "Key",
      meta: { className: "w-28" },
      cell: ({ getValue }) => <span className="text-mono">{getValue()}</span>,
    }),
    column.accessor("role", {
      header: "Role",
      meta: { className: "w-28", hideBelow: "sm" },
      cell: ({ getValue }) => roleTexts[getValue()].label,
    }),
    column.accessor("lastUsedAt", {
      header: "Last used",
      meta: { className: "w-32 text-muted-foreground" },
      cell: ({ getValue }) => {
        const lastUsedAt = getValue();
        return lastUsedAt === null ? "Never" : <Time value={lastUsedAt} />;
      },
    }),
    column.accessor("createdAt", {
      header: "Created",
      meta: { className: "w-48 truncate text-muted-foreground", hideBelow: "md" },
      cell: ({ row: { original: key } }) => (
        <>
          <Time value={key.createdAt} />
          {key.createdBy === null ? null : ` by ${key.createdBy}`}
        </>
      ),
    }),
    column.display({
      id: "actions",
      header: () => <span className="sr-only">Actions</span>,
      meta: { align: "right", className: "w-24" },
      cell: ({ row: { original: key } }) => (mayChange ? <RevokeKey workspace={workspace} apiKey={key} /> : null),
    }),
  ]);
