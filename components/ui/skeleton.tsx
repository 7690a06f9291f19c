import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A grey stand-in of the size of what is coming. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div aria-hidden className={cn("h-4 w-full animate-pulse rounded-sm bg-foreground/[0.08]", className)} {...props} />
  );
}
