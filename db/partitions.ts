import type { Sql } from "./client";
import { uuidFloor } from "./ids";

const partitioned = ["inbound_requests", "events"] as const;
const monthsAhead = 3;

/**
 * Makes the monthly partitions from this month to three months ahead. Rows of any other time go to the default partition, so a
 * missed call costs tidiness, never a row. Safe to call again at any time.
 */
export async function ensurePartitions(sql: Sql, now: Date): Promise<void> {
  for (const { table, name, from, to } of await missingPartitions(sql, now))
    await sql
      .unsafe(
        `create table if not exists "${name}" partition of "${table}" for values from ('${uuidFloor(from)}') to ('${uuidFloor(to)}')`,
      )
      .catch((error: unknown) => {
        if (!isDefaultInTheWay(error)) throw error;
      });
}

interface Partition {
  table: string;
  name: string;
  from: Date;
  to: Date;
}

/** The partitions of these months that do not exist. */
export async function missingPartitions(sql: Sql, now: Date): Promise<Partition[]> {
  const wanted = partitioned.flatMap((table) =>
    Array.from({ length: monthsAhead + 1 }, (_, ahead): Partition => {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
      return { table, name: `${table}_${from.toISOString().slice(0, 7).replace("-", "_")}`, from, to };
    }),
  );
  const existing = await sql<{ relname: string }[]>`
    select relname from pg_class where relkind = 'r' and relname = any(${wanted.map(({ name }) => name)})`;
  const names = new Set(existing.map(({ relname }) => relname));
  return wanted.filter(({ name }) => !names.has(name));
}

/** check_violation: the default partition holds a row of that month (a clock was ahead once). The month then stays there. */
const isDefaultInTheWay = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error && error.code === "23514";
