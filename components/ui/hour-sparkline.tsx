"use client";

import Link from "next/link";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { Tooltip } from "./tooltip";

/** What went well and what did not in the hour that begins at `hour` (ISO 8601). */
export type HourCount = { hour: string; good: number; bad: number };

const [width, height, gap] = [96, 24, 1];
const hourMs = 3_600_000;

/**
 * Good and bad by hour, the bad on top. The hour under the pointer, or chosen with the arrow keys, is told exactly; the whole leads to
 * `href`. `words` makes a sentence of two counts.
 */
export function HourSparkline({
  hours,
  words,
  name,
  href,
}: {
  hours: readonly HourCount[];
  words: (good: number, bad: number) => string;
  /** Whose hours these are. */
  name: string;
  href: string;
}) {
  const [at, setAt] = useState<number | null>(null);
  const hour = at === null ? undefined : hours[at];
  const max = Math.max(1, ...hours.map(({ good, bad }) => good + bad));
  const slot = width / Math.max(hours.length, 1);
  const sum = (count: (hour: HourCount) => number) => hours.reduce((total, each) => total + count(each), 0);
  const total = `${words(
    sum(({ good }) => good),
    sum(({ bad }) => bad),
  )} in ${hours.length} h`;

  function point(event: PointerEvent<HTMLElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - box.left) / box.width) * hours.length);
    setAt(Math.min(Math.max(index, 0), hours.length - 1));
  }
  function step(event: KeyboardEvent) {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    setAt(Math.min(Math.max((at ?? hours.length) + by, 0), hours.length - 1));
  }

  return (
    <Tooltip content={hour === undefined ? total : hourText(hour, words)}>
      <Link
        href={href}
        aria-label={`${name}: ${total}`}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
        onKeyDown={step}
        onBlur={() => setAt(null)}
        className="inline-block rounded-sm align-middle"
      >
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden className="block">
          {hours.map((each, index) => (
            <Bar
              key={each.hour}
              hour={each}
              x={index * slot}
              width={slot - gap}
              unit={(height - 2) / max}
              dim={at !== null && at !== index}
            />
          ))}
        </svg>
      </Link>
    </Tooltip>
  );
}

function Bar({ hour, x, width, unit, dim }: { hour: HourCount; x: number; width: number; unit: number; dim: boolean }) {
  // One among thousands still has to be seen.
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(count * unit, 2));
  const bad = heightOf(hour.bad);
  const good = Math.min(heightOf(hour.good), height - bad);
  return (
    <g opacity={dim ? 0.45 : 1}>
      {bad + good === 0 ? <rect x={x} y={height - 1} width={width} height={1} className="fill-border" /> : null}
      <rect x={x} y={height - good} width={width} height={good} className="fill-chart-1" />
      <rect x={x} y={height - good - bad} width={width} height={bad} className="fill-danger" />
    </g>
  );
}

function hourText(hour: HourCount, words: (good: number, bad: number) => string) {
  const start = Date.parse(hour.hour);
  return (
    <span className="tabular-nums">
      {clock(start)}–{clock(start + hourMs)}: {words(hour.good, hour.bad)}
    </span>
  );
}

const clock = (at: number): string => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
