"use client";

import { Progress as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

const number = (value: number) => value.toLocaleString("en");

/** A bar. `value` of `max`; null while the end is unknown. */
export function ProgressBar({
  value,
  max = 100,
  label,
  tone = "neutral",
  className,
}: {
  value: number | null;
  max?: number;
  label: string;
  tone?: "neutral" | "success" | "danger" | "warning";
  className?: string;
}) {
  const share = value === null ? 0.3 : max > 0 ? Math.min(1, value / max) : 0;
  const fill = { neutral: "bg-foreground/80", success: "bg-success", danger: "bg-danger", warning: "bg-warning" }[tone];
  return (
    <Radix.Root
      value={value === null ? null : Math.min(value, Math.max(max, 1))}
      max={Math.max(max, 1)}
      aria-label={label}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-foreground/[0.09]", className)}
    >
      <Radix.Indicator
        className={cn("h-full rounded-full", fill, value === null && "animate-pulse")}
        style={{ width: `${share * 100}%` }}
      />
    </Radix.Root>
  );
}

/** Work that takes a while: what, how many of how many, how fast, and a way to stop it. */
export function Progress({
  label,
  done,
  total,
  unit,
  rate,
  remaining,
  failed,
  tone,
  onCancel,
  cancelling,
  cancelLabel = "Cancel",
  className,
}: {
  label: ReactNode;
  done: number;
  /** null while it is still being counted. */
  total: number | null;
  /** Plural: "contacts". */
  unit?: string;
  /** Per second. */
  rate?: number;
  /** In words: "about 2 min left". */
  remaining?: ReactNode;
  failed?: number;
  tone?: "neutral" | "success" | "danger" | "warning";
  onCancel?: () => void;
  cancelling?: boolean;
  cancelLabel?: string;
  className?: string;
}) {
  const facts = [
    `${number(done)}${total === null ? "" : ` of ${number(total)}`}${unit ? ` ${unit}` : ""}`,
    rate === undefined ? null : `${number(Math.round(rate))}/s`,
    remaining,
  ].filter((fact) => fact !== null && fact !== undefined);
  return (
    <div className={cn("flex min-w-0 flex-col gap-2", className)}>
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0 truncate font-medium text-table">{label}</span>
        {onCancel ? (
          <Button variant="outline" size="sm" onClick={onCancel} loading={cancelling}>
            {cancelLabel}
          </Button>
        ) : null}
      </div>
      <ProgressBar
        value={total === null ? null : done}
        max={total ?? 100}
        tone={tone}
        label={typeof label === "string" ? label : "Progress"}
      />
      <p className="flex flex-wrap gap-x-1.5 text-meta text-muted-foreground">
        {facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the position is the identity of a fact.
          <span key={index}>
            {index > 0 ? "· " : ""}
            {fact}
          </span>
        ))}
        {failed ? <span className="text-danger-foreground">· {number(failed)} failed</span> : null}
      </p>
    </div>
  );
}
