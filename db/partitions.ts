import type { Sql } from "./client";
import { uuidFloor } from "./ids";

const partitioned = ["inbound_requests", "events"] as const;
const monthsAhead = 3;

/**
 * Makes the monthly partitions from this month to three months ahead. Rows of any other time go to the default partition, so a
 * missed call costs tidiness, never a row. Safe to call again at any time.
 */
export async function ensurePartitions(sql: Sql, now: Date): Promise<void> {
  for (const table of partitioned)
    for (let ahead = 0; ahead <= monthsAhead; ahead++) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
      const name = `${table}_${from.toISOString().slice(0, 7).replace("-", "_")}`;
      const [existing] = await sql`select 1 from pg_class where relname = ${name} and relkind = 'r'`;
      if (existing !== undefined) continue;
      await sql
        .unsafe(
          `create table if not exists "${name}" partition of "${table}" for values from ('${uuidFloor(from)}') to ('${uuidFloor(to)}')`,
        )
        .catch((error: unknown) => {
          if (!isDefaultInTheWay(error)) throw error;
        });
    }
}

/** check_violation: the default partition holds a row of that month (a clock was ahead once). The month then stays there. */
const isDefaultInTheWay = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error && error.code === "23514";
