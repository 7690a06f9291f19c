"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { activeHref } from "@/components/ui/link-tabs";
import { Tooltip } from "@/components/ui/tooltip";

export type NavItem = {
  href: string;
  label: string;
  /** An element, `<Inbox />`, so that a server component can pass it. */
  icon: ReactNode;
  /** A count or a short word at the right. */
  badge?: ReactNode;
  /** Active on this very path only, not below it. */
  exact?: boolean;
};
export type NavSection = { label?: string; items: readonly NavItem[] };

/** The item the current path belongs to. */
export function useActiveItem(sections: readonly NavSection[]) {
  const pathname = usePathname();
  const items = sections.flatMap((section) => section.items).filter((item) => !item.exact || item.href === pathname);
  const href = activeHref(
    pathname,
    items.map((item) => item.href),
  );
  return items.find((item) => item.href === href);
}

/** The sections of the sidebar; collapsed to icons with tooltips. */
export function SidebarNav({
  sections,
  collapsed,
  onNavigate,
}: {
  sections: readonly NavSection[];
  collapsed?: boolean;
  onNavigate?: () => void;
}) {
  const active = useActiveItem(sections)?.href;
  return (
    <nav aria-label="Main" className="flex flex-col gap-4">
      {sections.map((section, index) => (
        <div key={section.label ?? index}>
          {section.label ? (
            <p className={cn("mb-1 truncate px-2 font-medium text-meta text-muted-foreground", collapsed && "sr-only")}>
              {section.label}
            </p>
          ) : null}
          <ul className="flex flex-col gap-px" aria-label={section.label}>
            {section.items.map((item) => {
              const isActive = item.href === active;
              return (
                <li key={item.href}>
                  <Tooltip content={collapsed ? item.label : null} side="right">
                    <Link
                      href={item.href}
                      onClick={onNavigate}
                      aria-current={isActive ? "page" : undefined}
                      aria-label={collapsed ? item.label : undefined}
                      className={cn(
                        "flex h-8 min-w-0 items-center gap-2 rounded-md px-2 text-table text-foreground/80 transition-colors duration-100 hover:bg-sidebar-active hover:text-foreground focus-visible:-outline-offset-2",
                        "[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground",
                        isActive && "bg-sidebar-active font-medium text-foreground [&_svg]:text-link",
                        collapsed && "justify-center px-0",
                      )}
                    >
                      {item.icon}
                      {collapsed ? null : (
                        <>
                          <span className="min-w-0 flex-1 truncate">{item.label}</span>
                          {item.badge ? (
                            <span className="shrink-0 font-normal text-meta text-muted-foreground">{item.badge}</span>
                          ) : null}
                        </>
                      )}
                    </Link>
                  </Tooltip>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
