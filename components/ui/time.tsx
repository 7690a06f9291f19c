"use client";

import { useSyncExternalStore } from "react";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

const tickMs = 20_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

// One clock for all times on the page.
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}

function currentTime() {
  if (now === 0) now = Date.now();
  return now;
}

const relative = new Intl.RelativeTimeFormat("en", { style: "narrow", numeric: "auto" });
const steps = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

function relativeText(at: number, from: number) {
  const distance = at - from;
  for (const [unit, unitMs] of steps) {
    if (Math.abs(distance) >= unitMs) return relative.format(Math.trunc(distance / unitMs), unit);
  }
  if (Math.abs(distance) < 45_000) return "just now";
  return relative.format(Math.trunc(distance / 1000), "second");
}

const soonMs = 60_000;

/** "in 4m". The clock ticks slowly: what is nearer has no number. */
function untilText(at: number, from: number) {
  if (at <= from) return "now";
  return at - from < soonMs ? "in a moment" : relativeText(at, from);
}

/** "21 Nov 2025", with the year only where it is not this one. */
function dateText(at: Date, from: number, timeZone?: string) {
  const sameYear = at.getUTCFullYear() === new Date(from).getUTCFullYear();
  return at.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: sameYear ? undefined : "numeric",
    timeZone,
  });
}

function dateTimeText(at: Date, timeZone?: string) {
  return at.toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
  });
}

const relativeMs = 7 * 86_400_000;

/**
 * A moment: "5m ago", beyond a week its date; the tooltip tells it exactly, in local time and in UTC. `format="exact"` for logs,
 * `"date"` for days, `"until"` for what is to come. The server writes UTC; the browser replaces it by local time once it runs.
 */
export function Time({
  value,
  format = "relative",
  className,
}: {
  value: Date | string | number;
  format?: "relative" | "exact" | "date" | "until";
  className?: string;
}) {
  const clock = useSyncExternalStore(subscribe, currentTime, () => 0);
  const onServer = clock === 0;
  const timeZone = onServer ? "UTC" : undefined;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return <span className={className}>–</span>;
  const from = onServer ? Date.now() : clock;
  const text =
    format === "exact"
      ? dateTimeText(at, timeZone)
      : format !== "date" && Math.abs(at.getTime() - from) < relativeMs
        ? (format === "until" ? untilText : relativeText)(at.getTime(), from)
        : dateText(at, from, timeZone);
  const exact = (
    <span className="flex flex-col">
      <span>{dateTimeText(at, timeZone)} local</span>
      <span className="opacity-75">{at.toISOString()}</span>
    </span>
  );
  return (
    <Tooltip content={exact}>
      <time
        // A new element on the client: React leaves the text of a hydrated one as the server wrote it.
        key={onServer ? "server" : "client"}
        dateTime={at.toISOString()}
        suppressHydrationWarning
        className={cn("whitespace-nowrap", className)}
      >
        {text}
      </time>
    </Tooltip>
  );
}
