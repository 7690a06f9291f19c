/** How far back a log looks, as the URL has it. */
export const ranges = ["1h", "24h", "7d", "30d"] as const;
export type Range = (typeof ranges)[number];

const hourMs = 3_600_000;
const rangeMs: Record<Range, number> = {
  "1h": hourMs,
  "24h": 24 * hourMs,
  "7d": 7 * 24 * hourMs,
  "30d": 30 * 24 * hourMs,
};

/** When a range that ends now begins. */
export const rangeStart = (range: Range, now: number): string => new Date(now - rangeMs[range]).toISOString();

export const rangeOptions = [
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
] satisfies { value: Range; label: string }[];
