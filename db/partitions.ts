import type { Sql } from "./client";
import { uuidFloor } from "./ids";

const partitioned = ["inbound_requests", "events", "deliveries", "delivery_attempts", "journey_steps"] as const;
type PartitionedTable = (typeof partitioned)[number];
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

/** Only for as long as nobody notices: readers and writers of the table wait behind a waiting drop. */
const lockPatienceMs = 500;

/**
 * Drops the oldest month of a table that lies wholly before a moment, which costs nothing, however many rows it holds. Answers whether
 * one was dropped; a busy table is left for the next time.
 */
export async function dropPartitionsBefore(sql: Sql, table: PartitionedTable, moment: Date): Promise<boolean> {
  const months = await sql<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
    where p.relname = ${table} and c.relname ~ ${`^${table}_\\d{4}_\\d{2}$`} order by 1 limit 1`;
  const [oldest] = months;
  if (oldest === undefined || endOfMonth(oldest.name) > moment.getTime()) return false;
  return sql
    .begin(async (tx) => {
      await tx`select set_config('lock_timeout', ${`${lockPatienceMs}ms`}, true)`;
      await tx`drop table ${tx(oldest.name)}`;
      return true;
    })
    .catch((error: unknown) => {
      if (isLockTimeout(error)) return false;
      throw error;
    });
}

function endOfMonth(partition: string): number {
  const [year = "", month = ""] = partition.split("_").slice(-2);
  // Months count from 0, so this is the first of the next one.
  return Date.UTC(Number(year), Number(month), 1);
}

const isLockTimeout = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error && error.code === "55P03";
