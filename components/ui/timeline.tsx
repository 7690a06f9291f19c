import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { type Tone, toneFill, toneText } from "./tone";

/** What happened, in order. Contains `TimelineItem`s. */
export function Timeline({ className, ...props }: ComponentProps<"ol">) {
  return <ol className={cn("flex flex-col text-table", className)} {...props} />;
}

/** One happening: a dot (or `icon`) in its tone, what, when (`time`: a Time), and details below. */
export function TimelineItem({
  tone = "neutral",
  icon,
  title,
  time,
  className,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  title: ReactNode;
  time?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <li className={cn("group/item relative flex gap-3 pb-4 last:pb-0", className)}>
      <span
        aria-hidden
        className="absolute top-5 bottom-0 left-2 w-px -translate-x-1/2 bg-border group-last/item:hidden"
      />
      <span
        aria-hidden
        className={cn("flex h-[1.125rem] w-4 shrink-0 items-center justify-center [&_svg]:size-4", toneText[tone])}
      >
        {icon ?? <span className={cn("size-2 rounded-full", toneFill[tone])} />}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{title}</span>
          {time ? <span className="shrink-0 text-meta text-muted-foreground">{time}</span> : null}
        </div>
        {children ? <div className="mt-0.5 text-muted-foreground [overflow-wrap:anywhere]">{children}</div> : null}
      </div>
    </li>
  );
}
