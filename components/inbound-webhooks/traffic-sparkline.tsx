"use client";

import Link from "next/link";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { numberText } from "@/components/audiences/count-text";
import { Tooltip } from "@/components/ui/tooltip";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";

type Traffic = WorkspaceWebhook["traffic"];
type Hour = Traffic["hours"][number];

const [width, height, gap] = [96, 24, 1];
const hourMs = 3_600_000;

/**
 * Accepted and refused requests by hour, the refused ones on top. The hour under the pointer, or chosen with the arrow keys, is told
 * exactly; it leads to the requests themselves.
 */
export function TrafficSparkline({ traffic, name, href }: { traffic: Traffic; name: string; href: string }) {
  const { hours, accepted24h, refused24h } = traffic;
  const [at, setAt] = useState<number | null>(null);
  const hour = at === null ? undefined : hours[at];
  const max = Math.max(1, ...hours.map(({ accepted, refused }) => accepted + refused));
  const slot = width / Math.max(hours.length, 1);
  const total = `${countsText(accepted24h, refused24h)} in 24 h`;

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
    <Tooltip content={<HourText hour={hour} total={total} />}>
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

function Bar({ hour, x, width, unit, dim }: { hour: Hour; x: number; width: number; unit: number; dim: boolean }) {
  // One request among thousands still has to be seen.
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(count * unit, 2));
  const refused = heightOf(hour.refused);
  const accepted = Math.min(heightOf(hour.accepted), height - refused);
  return (
    <g opacity={dim ? 0.45 : 1}>
      {refused + accepted === 0 ? <rect x={x} y={height - 1} width={width} height={1} className="fill-border" /> : null}
      <rect x={x} y={height - accepted} width={width} height={accepted} className="fill-chart-1" />
      <rect x={x} y={height - accepted - refused} width={width} height={refused} className="fill-danger" />
    </g>
  );
}

function HourText({ hour, total }: { hour: Hour | undefined; total: string }) {
  if (hour === undefined) return total;
  const start = Date.parse(hour.hour);
  return (
    <span className="tabular-nums">
      {clock(start)}–{clock(start + hourMs)}: {countsText(hour.accepted, hour.refused)}
    </span>
  );
}

const clock = (at: number): string => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "12 ok, 1 error". */
const countsText = (accepted: number, refused: number): string =>
  `${numberText(accepted)} ok, ${numberText(refused)} ${refused === 1 ? "error" : "errors"}`;
