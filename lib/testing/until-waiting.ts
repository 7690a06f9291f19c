import type { Ctx } from "../context";

/** Resolves once so many statements of this test's database wait for a lock: then a race is set up, not hoped for. */
export async function untilWaiting(ctx: Ctx, count: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const [row] = await ctx.sql<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if ((row?.waiting ?? 0) >= count) return;
  }
  throw new Error(`fewer than ${count} statements wait for a lock`);
}
