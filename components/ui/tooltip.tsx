"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export const TooltipProvider = Radix.Provider;

/** A few words about what is under the pointer or focused: `<Tooltip content="Copy">{button}</Tooltip>`. Never the only place of a fact. */
export function Tooltip({
  content,
  side = "top",
  align,
  className,
  children,
  ...props
}: Omit<ComponentProps<typeof Radix.Root>, "children"> & {
  content: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}) {
  if (!content) return children;
  return (
    <Radix.Root {...props}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-60 max-w-72 text-pretty rounded-md bg-foreground px-2 py-1 text-background text-meta duration-[120ms] ease-out",
            "data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=delayed-open]:animate-in data-[state=delayed-open]:fade-in-0",
            className,
          )}
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
