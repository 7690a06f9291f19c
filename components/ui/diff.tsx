import type { ReactNode } from "react";
import { cn } from "./cn";

export type DiffEntry = { key: string; before?: ReactNode; after?: ReactNode };

const isAbsent = (value: ReactNode) => value === undefined || value === null || value === "";

function Value({ mark, tint, label, children }: { mark: string; tint: string; label: string; children: ReactNode }) {
  return (
    <div className={cn("flex gap-2 px-2.5 py-1", tint)}>
      <span aria-hidden className="w-2 shrink-0 select-none text-muted-foreground">
        {mark}
      </span>
      <span className="sr-only">{label}: </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </div>
  );
}

/** Before and after, key by key. Only `after` means added, only `before` means removed. */
export function Diff({
  entries,
  emptyText = "Nothing changed.",
  className,
}: {
  entries: readonly DiffEntry[];
  emptyText?: ReactNode;
  className?: string;
}) {
  if (entries.length === 0) return <p className={cn("text-muted-foreground text-table", className)}>{emptyText}</p>;
  return (
    <dl className={cn("min-w-0 overflow-hidden rounded-lg border text-mono", className)}>
      {entries.map((entry) => (
        <div key={entry.key} className="grid border-b last:border-b-0 sm:grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)]">
          <dt className="bg-muted/50 px-2.5 py-1 [overflow-wrap:anywhere] sm:border-r">{entry.key}</dt>
          <dd className="min-w-0">
            {isAbsent(entry.before) ? null : (
              <Value mark="−" tint="bg-danger/10 text-danger-foreground" label="Before">
                {entry.before}
              </Value>
            )}
            {isAbsent(entry.after) ? null : (
              <Value mark="+" tint="bg-success/12 text-success-foreground" label="After">
                {entry.after}
              </Value>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
