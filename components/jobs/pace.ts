import type { Job } from "@/lib/jobs/contract";

/** Before that a rate would jump about. */
const settledMs = 2_000;

/** How fast a running job goes, a second, and how long the rest takes at that pace; null while that says nothing. */
export function paceOf(
  { state, startedAt, done, total }: Pick<Job, "state" | "startedAt" | "done" | "total">,
  now: number,
): { rate: number; remainingMs: number | null } | null {
  if (state !== "running" || startedAt === null || done === 0) return null;
  const elapsedMs = now - Date.parse(startedAt);
  if (elapsedMs < settledMs) return null;
  const perMs = done / elapsedMs;
  return { rate: perMs * 1_000, remainingMs: total === null ? null : Math.max(0, total - done) / perMs };
}

/** "a few seconds left", "about 4 min left". */
export function remainingText(ms: number): string {
  if (ms < 10_000) return "a few seconds left";
  if (ms < 90_000) return `about ${Math.round(ms / 10_000) * 10} s left`;
  if (ms < 5_400_000) return `about ${Math.round(ms / 60_000)} min left`;
  return `about ${Math.round(ms / 3_600_000)} h left`;
}
