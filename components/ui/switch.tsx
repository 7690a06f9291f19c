"use client";

import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** On or off, effective at once or with the form. `checked`, `onCheckedChange`. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "peer relative inline-flex h-[1.125rem] w-8 shrink-0 items-center rounded-full bg-foreground/25 transition-colors duration-120",
        "after:absolute after:-inset-2 hover:bg-foreground/35 disabled:cursor-not-allowed disabled:opacity-50",
        "data-[state=checked]:bg-foreground data-[state=checked]:hover:bg-foreground/90",
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="pointer-events-none block size-3.5 translate-x-0.5 rounded-full bg-background transition-transform duration-120 ease-out data-[state=checked]:translate-x-4" />
    </Radix.Root>
  );
}
