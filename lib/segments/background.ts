import type { BackgroundFunction } from "../background-function";
import { dueCountMax } from "../background-function";
import { recalculateSegments } from "./recalculate";

/** Keeps members of segments true: after changes of contacts, after changes of rules, and as time goes by. */
export const recalculateSegmentsFunction: BackgroundFunction = {
  name: "recalculate-segments",
  label: "Segment recalculation",
  description:
    "Looks at changed contacts again, rebuilds segments whose rules changed, and follows rules that read the date.",
  wakes: ["segments/stale"],
  sweepS: 2,
  work: (ctx) => recalculateSegments(ctx),
  due: async (ctx) => {
    const now = ctx.now();
    const [due] = await ctx.sql<{ count: number; oldestAt: Date | null }[]>`
      select (select count(*)::int from (select 1 from stale_contacts limit ${dueCountMax}) marks)
          + (select count(*)::int from (select 1 from segment_turns where due_at <= ${now} limit ${dueCountMax}) turns)
          + (select count(*)::int from segments where built_version < version) as count,
        least(
          (select min(first.created_at) from generate_series(0, 15) shards(shard), lateral (
            select created_at from stale_contacts where shard = shards.shard order by id limit 1) first),
          (select min(due_at) from segment_turns where due_at <= ${now}),
          (select min(updated_at) from segments where built_version < version)) as "oldestAt"`;
    return { count: due?.count ?? 0, oldestAt: due?.oldestAt ?? null };
  },
  nextDueAt: async (ctx) => {
    const [next] = await ctx.sql<{ at: Date | null }[]>`
      select min(due_at) as at from segment_turns where due_at > ${ctx.now()}`;
    return next?.at ?? null;
  },
};
