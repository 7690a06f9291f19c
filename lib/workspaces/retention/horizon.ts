import type { Fragment, Sql } from "@/db/client";

const keepColumns = {
  bodies: "keep_bodies_days",
  requests: "keep_requests_days",
  events: "keep_events_days",
  deliveries: "keep_deliveries_days",
} as const;
export type Kept = keyof typeof keepColumns;

/**
 * The smallest id that a workspace (`w` in the statement) still keeps at a moment: what is older sorts before it, as ids are time
 * (UUIDv7).
 */
export const horizonId = (sql: Sql, kept: Kept, now: Date): Fragment => sql`
  (lpad(to_hex((extract(epoch from ${now}::timestamptz - make_interval(days => w.${sql(keepColumns[kept])})) * 1000)::bigint), 12, '0')
    || '70008000000000000000')::uuid`;

/** The moment before which no workspace keeps anything; null without workspaces. */
export async function commonHorizon(sql: Sql, kept: Kept, now: Date): Promise<Date | null> {
  const [row] = await sql<{ days: number | null }[]>`select max(${sql(keepColumns[kept])}) as days from workspaces`;
  return row?.days == null ? null : new Date(now.getTime() - row.days * 86_400_000);
}
