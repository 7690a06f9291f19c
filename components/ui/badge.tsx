import type { ComponentProps } from "react";
import { cn } from "./cn";
import { type Tone, toneTint } from "./tone";

/** A word in a small frame: a type, a tag, a count. For states use `StatusBadge`. `mono` for methods and codes. */
export function Badge({
  tone = "neutral",
  outline,
  mono,
  className,
  ...props
}: ComponentProps<"span"> & { tone?: Tone; outline?: boolean; mono?: boolean }) {
  return (
    <span
      className={cn(
        "inline-flex h-5 max-w-full shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-meta [&_svg]:size-3",
        toneTint[tone],
        tone === "neutral" && "text-foreground/80",
        outline && "border border-border bg-transparent font-normal text-muted-foreground",
        mono && "font-mono text-[0.6875rem]",
        className,
      )}
      {...props}
    />
  );
}
