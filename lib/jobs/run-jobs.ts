import type { BackgroundFunction } from "../background-function";
import { dueCountMax } from "../background-function";
import type { JobKind } from "./kind";
import { runDueJobs } from "./run-due";

/** The background function that works on jobs of these kinds. */
export const runJobs = (kinds: readonly JobKind[]): BackgroundFunction => ({
  name: "run-jobs",
  label: "Imports and replays",
  description: "Works on what somebody started and watches, a piece of each in turn.",
  wakes: ["jobs/queued"],
  sweepS: 2,
  work: (ctx) => runDueJobs(ctx, kinds),
  due: async ({ sql, now }) => {
    const [due] = await sql<{ count: number; oldestAt: Date | null }[]>`
      select count(*)::int as count, min(coalesce(lease_until, created_at)) as "oldestAt" from (
        select lease_until, created_at from jobs
        where state in ('queued', 'running') and (lease_until is null or lease_until <= ${now()})
        limit ${dueCountMax}) due`;
    return { count: due?.count ?? 0, oldestAt: due?.oldestAt ?? null };
  },
  nextDueAt: async ({ sql, now }) => {
    const [next] = await sql<{ at: Date | null }[]>`
      select min(lease_until) as at from jobs where state in ('queued', 'running') and lease_until > ${now()}`;
    return next?.at ?? null;
  },
});
