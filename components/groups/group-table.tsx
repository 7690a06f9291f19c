"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { EllipsisVertical, Pencil, Plus, Trash2, UsersRound } from "lucide-react";
import { useQueryState } from "nuqs";
import { createContext, use, useState } from "react";
import { cappedText } from "@/components/audiences/count-text";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScreen } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { LoadMore } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import type { Group } from "@/lib/audiences/groups/contract";
import { DeleteGroupDialog } from "./delete-group-dialog";
import { CreateGroupDialog, RenameGroupDialog } from "./group-dialogs";
import { groupsQuery } from "./queries";

type Action = { type: "create" } | { type: "rename" | "delete"; group: Group };

/** Starts an action on a row; null for who may not change groups. */
const StartAction = createContext<((action: Action) => void) | null>(null);

const column = columnsOf<Group>();
const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { skeleton: "w-32" },
    cell: ({ getValue }) => <span className="font-medium [overflow-wrap:anywhere]">{getValue()}</span>,
  }),
  column.accessor("id", {
    header: "Group ID",
    meta: { hideBelow: "md", skeleton: "w-48" },
    cell: ({ getValue }) => (
      <span className="flex items-center gap-1 text-mono text-muted-foreground">
        {getValue()}
        <CopyButton value={getValue()} label="Copy group ID" />
      </span>
    ),
  }),
  column.accessor("contacts", {
    header: "Contacts",
    meta: { align: "right", skeleton: "w-10" },
    cell: ({ row }) => <span className="tabular-nums">{cappedText(row.original)}</span>,
  }),
  column.accessor("createdAt", {
    header: "Created",
    meta: { align: "right", hideBelow: "sm", className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
  column.display({
    id: "actions",
    header: () => <span className="sr-only">Actions</span>,
    meta: { align: "right", className: "w-12", label: "Actions" },
    cell: ({ row }) => <RowActions group={row.original} />,
  }),
]);

function RowActions({ group }: { group: Group }) {
  const start = use(StartAction);
  if (start === null) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${group.name}`}>
          <EllipsisVertical />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => start({ type: "rename", group })}>
          <Pencil />
          Rename
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => start({ type: "delete", group })}>
          <Trash2 />
          Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** The groups of an audience: search, create, rename, delete, and the id that requests name them by. */
export function GroupTable({ canWrite, ...scope }: AudienceScreen) {
  const [search, setSearch] = useQueryState("search", { defaultValue: "" });
  const [action, setAction] = useState<Action | null>(null);
  const query = useInfiniteQuery({ ...groupsQuery(scope, search), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items);
  const close = () => setAction(null);
  const createButton = canWrite ? (
    <Button variant="primary" onClick={() => setAction({ type: "create" })}>
      <Plus />
      Create group
    </Button>
  ) : null;

  return (
    <StartAction value={canWrite ? setAction : null}>
      <FilterBar
        search={{
          value: search,
          onValueChange: (value) => void setSearch(value || null),
          placeholder: "Search groups…",
        }}
        actions={createButton}
      />
      <DataTable
        label="Groups"
        columns={columns}
        rows={rows}
        rowId={(group) => group.id}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        empty={
          search === "" ? (
            <EmptyState
              icon={<UsersRound />}
              title="No group yet"
              description="Groups sort contacts by what they chose, like VIP or Beta testers. A request adds a contact to groups by their IDs in groupIds."
              action={createButton}
            />
          ) : (
            <EmptyState title={`No group with “${search}” in its name`} description="Try fewer letters." />
          )
        }
        footer={
          <LoadMore
            shown={rows?.length ?? 0}
            hasMore={query.hasNextPage}
            onLoadMore={() => query.fetchNextPage()}
            pending={query.isFetchingNextPage}
          />
        }
      />
      {action?.type === "create" ? <CreateGroupDialog {...scope} onClose={close} /> : null}
      {action?.type === "rename" ? <RenameGroupDialog {...scope} group={action.group} onClose={close} /> : null}
      {action?.type === "delete" ? <DeleteGroupDialog {...scope} group={action.group} onClose={close} /> : null}
    </StartAction>
  );
}

/** The table's shape while it is loading. */
export const GroupTableSkeleton = () => (
  <DataTable label="Groups" columns={columns} rows={undefined} rowId={(group) => group.id} />
);
