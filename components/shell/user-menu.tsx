"use client";

import { LogOut } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

export type ShellUser = { name: string; email: string };
export type UserMenuLink = { href: string; label: string; icon?: ReactNode };

/** Who is signed in, links of theirs, and the way out. */
export function UserMenu({
  user,
  links = [],
  onSignOut,
}: {
  user: ShellUser;
  links?: readonly UserMenuLink[];
  onSignOut?: () => void;
}) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <button
          type="button"
          aria-label={`Account of ${user.name || user.email}`}
          className="flex size-8 items-center justify-center rounded-full"
        >
          <Avatar name={user.name || user.email} className="size-7" />
        </button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-56">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium text-table">{user.name || user.email}</p>
          {user.name ? <p className="truncate text-meta text-muted-foreground">{user.email}</p> : null}
        </div>
        {links.length > 0 ? <DropdownMenuSeparator /> : null}
        {links.map((link) => (
          <DropdownMenuItem key={link.href} asChild>
            <Link href={link.href}>
              {link.icon}
              {link.label}
            </Link>
          </DropdownMenuItem>
        ))}
        {onSignOut ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={onSignOut}>
              <LogOut />
              Sign out
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
