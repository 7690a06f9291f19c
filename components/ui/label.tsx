import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The name of one control. */
export function Label({ className, ...props }: ComponentProps<"label">) {
  return (
    <label
      className={cn(
        "inline-flex items-center gap-1.5 font-medium text-table has-[+:disabled]:text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}
