import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Skeleton } from "./skeleton";
import { Sparkline } from "./sparkline";
import { type Tone, toneText } from "./tone";

const frame = "flex min-w-0 flex-col gap-1 rounded-lg border bg-card p-4";

/** One number that matters, what it is, how it moves. With `href` the whole card leads to the list behind it. */
export function StatCard({
  label,
  value,
  note,
  noteTone = "neutral",
  series,
  seriesLabel,
  seriesTone = "accent",
  href,
  className,
}: {
  label: ReactNode;
  value: ReactNode;
  /** Beside or below: "+12 today", "3 failing". */
  note?: ReactNode;
  noteTone?: Tone;
  series?: readonly number[];
  /** The sparkline in words: "last 24 hours". */
  seriesLabel?: string;
  seriesTone?: "accent" | "danger" | "neutral";
  href?: string;
  className?: string;
}) {
  const body = (
    <>
      <span className="truncate text-muted-foreground text-table">{label}</span>
      <span className="flex min-w-0 items-end justify-between gap-3">
        <span className="shrink-0 whitespace-nowrap text-title">{value}</span>
        {series ? (
          <Sparkline
            values={series}
            tone={seriesTone}
            label={seriesLabel}
            className="mb-0.5 w-full min-w-0 max-w-24 flex-1"
          />
        ) : null}
      </span>
      {note ? <span className={cn("text-meta", toneText[noteTone])}>{note}</span> : null}
    </>
  );
  return href ? (
    <Link href={href} className={cn(frame, "transition-colors duration-100 hover:border-foreground/20", className)}>
      {body}
    </Link>
  ) : (
    <div className={cn(frame, className)}>{body}</div>
  );
}

/** Stat cards side by side, two and two on phones. */
export function StatGrid({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("grid grid-cols-2 gap-3 lg:grid-cols-4", className)}>{children}</div>;
}

/** The shape of a stat card that is still loading. */
export function StatCardSkeleton() {
  return (
    <div className={frame}>
      <Skeleton className="h-[1.125rem] w-24" />
      <Skeleton className="my-1 h-5 w-16" />
      <Skeleton className="h-4 w-20" />
    </div>
  );
}
