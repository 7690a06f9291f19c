"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { countText, tabClasses, tabListClasses } from "./tabs";

export type LinkTab = { href: string; label: ReactNode; count?: ReactNode };

/** The longest `href` that is the path or a folder above it. */
export function activeHref(pathname: string, hrefs: readonly string[]) {
  return hrefs
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .reduce<string | undefined>(
      (best, href) => (best === undefined || href.length > best.length ? href : best),
      undefined,
    );
}

/** Sub-navigation by route, looking like tabs. `label` names the landmark. */
export function LinkTabs({ tabs, label, className }: { tabs: readonly LinkTab[]; label: string; className?: string }) {
  const active = activeHref(
    usePathname(),
    tabs.map((tab) => tab.href),
  );
  return (
    <nav aria-label={label} className={cn(tabListClasses, className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.href === active ? "page" : undefined}
          data-state={tab.href === active ? "active" : "inactive"}
          className={tabClasses}
        >
          {tab.label}
          {tab.count !== undefined ? (
            <span className="font-normal text-meta text-muted-foreground">{countText(tab.count)}</span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
