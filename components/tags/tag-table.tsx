"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { EllipsisVertical, Merge, Pencil, Plus, Tags, Trash2 } from "lucide-react";
import { useQueryState } from "nuqs";
import { createContext, use, useState } from "react";
import { cappedText } from "@/components/audiences/count-text";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScreen } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
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
import type { Tag } from "@/lib/audiences/tags/contract";
import { DeleteTagDialog } from "./delete-tag-dialog";
import { MergeTagDialog } from "./merge-tag-dialog";
import { tagsQuery } from "./queries";
import { CreateTagDialog, RenameTagDialog } from "./tag-dialogs";

type Action = { type: "create" } | { type: "rename" | "delete"; tag: Tag } | { type: "merge"; tag: Tag; into?: Tag };

/** Starts an action on a row; null for who may not change tags. */
const StartAction = createContext<((action: Action) => void) | null>(null);

const column = columnsOf<Tag>();
const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { skeleton: "w-32" },
    cell: ({ getValue }) => <span className="font-medium [overflow-wrap:anywhere]">{getValue()}</span>,
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
    cell: ({ row }) => <RowActions tag={row.original} />,
  }),
]);

function RowActions({ tag }: { tag: Tag }) {
  const start = use(StartAction);
  if (start === null) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${tag.name}`}>
          <EllipsisVertical />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => start({ type: "rename", tag })}>
          <Pencil />
          Rename
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => start({ type: "merge", tag })}>
          <Merge />
          Merge into another tag
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => start({ type: "delete", tag })}>
          <Trash2 />
          Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** The tags of an audience: search, create, rename, merge, delete. */
export function TagTable({ canWrite, ...scope }: AudienceScreen) {
  const [search, setSearch] = useQueryState("search", { defaultValue: "" });
  const [action, setAction] = useState<Action | null>(null);
  const query = useInfiniteQuery({ ...tagsQuery(scope, search), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items);
  const close = () => setAction(null);
  const createButton = canWrite ? (
    <Button variant="primary" onClick={() => setAction({ type: "create" })}>
      <Plus />
      Create tag
    </Button>
  ) : null;

  return (
    <StartAction value={canWrite ? setAction : null}>
      <FilterBar
        search={{ value: search, onValueChange: (value) => void setSearch(value || null), placeholder: "Search tags…" }}
        actions={createButton}
      />
      <DataTable
        label="Tags"
        columns={columns}
        rows={rows}
        rowId={(tag) => tag.id}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        empty={
          search === "" ? (
            <EmptyState
              icon={<Tags />}
              title="No tag yet"
              description="Tags mark contacts with what you know of them, like customer or webinar-may. A request brings them in tags, and new ones appear here by themselves."
              action={createButton}
            />
          ) : (
            <EmptyState title={`No tag with “${search}” in its name`} description="Try fewer letters." />
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
      {action?.type === "create" ? <CreateTagDialog {...scope} onClose={close} /> : null}
      {action?.type === "rename" ? (
        <RenameTagDialog
          {...scope}
          tag={action.tag}
          onClose={close}
          onMerge={(into) => setAction({ type: "merge", tag: action.tag, into })}
        />
      ) : null}
      {action?.type === "merge" ? (
        <MergeTagDialog {...scope} tag={action.tag} into={action.into} onClose={close} />
      ) : null}
      {action?.type === "delete" ? <DeleteTagDialog {...scope} tag={action.tag} onClose={close} /> : null}
    </StartAction>
  );
}

/** The table's shape while it is loading. */
export const TagTableSkeleton = () => (
  <DataTable label="Tags" columns={columns} rows={undefined} rowId={(tag) => tag.id} />
);
