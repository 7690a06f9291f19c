"use client";

import { ChevronRight } from "lucide-react";
import { Collapsible } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** A part that most people don't need: closed it says what is in it, `summary` also what is set there. */
export function Disclosure({
  title,
  summary,
  open,
  onOpenChange,
  className,
  children,
}: {
  title: ReactNode;
  summary?: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Collapsible.Root open={open} onOpenChange={onOpenChange} className={cn("rounded-lg border", className)}>
      <Collapsible.Trigger className="group flex w-full items-center gap-2 rounded-lg px-3 py-2.5 text-left text-table hover:bg-muted/60 focus-visible:-outline-offset-2">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted-foreground transition-transform duration-120 group-data-[state=open]:rotate-90"
        />
        <span className="font-medium">{title}</span>
        {summary ? <span className="min-w-0 flex-1 truncate text-muted-foreground">{summary}</span> : null}
      </Collapsible.Trigger>
      <Collapsible.Content className="flex flex-col gap-6 border-t px-4 py-4">{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}
