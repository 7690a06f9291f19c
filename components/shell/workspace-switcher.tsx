"use client";

import { Check, ChevronsUpDown, Plus } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

export type ShellWorkspace = { slug: string; name: string };

/** The workspace one is in and the others. `hrefFor` is `/<slug>` unless said otherwise; `createHref` adds the last line. */
export function WorkspaceSwitcher({
  workspace,
  workspaces,
  hrefFor = (slug) => `/${slug}`,
  createHref,
  collapsed,
}: {
  workspace: ShellWorkspace;
  workspaces: readonly ShellWorkspace[];
  hrefFor?: (slug: string) => string;
  createHref?: string;
  collapsed?: boolean;
}) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <button
          type="button"
          aria-label={`Workspace ${workspace.name}`}
          className={cn(
            "flex h-8 w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-sidebar-active data-[state=open]:bg-sidebar-active",
            collapsed && "justify-center px-0",
          )}
        >
          <Avatar name={workspace.name} size="sm" square className="bg-foreground text-background" />
          {collapsed ? null : (
            <>
              <span className="min-w-0 flex-1 truncate font-medium text-table">{workspace.name}</span>
              <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
            </>
          )}
        </button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-56">
        <DropdownMenuLabel>Workspaces</DropdownMenuLabel>
        {workspaces.map((each) => (
          <DropdownMenuItem key={each.slug} asChild>
            <Link href={hrefFor(each.slug)}>
              <Avatar name={each.name} size="sm" square />
              <span className="min-w-0 flex-1 truncate">{each.name}</span>
              {each.slug === workspace.slug ? <Check aria-label="Current" className="text-foreground" /> : null}
            </Link>
          </DropdownMenuItem>
        ))}
        {createHref ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem asChild>
              <Link href={createHref}>
                <Plus />
                New workspace
              </Link>
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
