"use client";

import { Tabs as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** Views of one thing on one page. Between routes take `LinkTabs`. */
export function Tabs({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root className={cn("flex min-w-0 flex-col gap-4", className)} {...props} />;
}

export const tabListClasses =
  "flex min-w-0 gap-4 overflow-x-auto border-b [scrollbar-width:none] [&::-webkit-scrollbar]:hidden";

export const tabClasses = cn(
  "-mb-px relative flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 text-table text-muted-foreground transition-colors duration-100 hover:text-foreground focus-visible:-outline-offset-2 disabled:pointer-events-none disabled:opacity-50",
  "data-[state=active]:border-foreground data-[state=active]:font-medium data-[state=active]:text-foreground",
);

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cn(tabListClasses, className)} {...props} />;
}

/** Numbers with separators, anything else as it is. */
export function countText(count: ReactNode) {
  return typeof count === "number" ? count.toLocaleString("en") : count;
}

/** `count` stands behind the word in grey. */
export function TabsTrigger({
  count,
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.Trigger> & { count?: ReactNode }) {
  return (
    <Radix.Trigger className={cn(tabClasses, className)} {...props}>
      {children}
      {count !== undefined ? (
        <span className="font-normal text-meta text-muted-foreground">{countText(count)}</span>
      ) : null}
    </Radix.Trigger>
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={cn("min-w-0", className)} {...props} />;
}
