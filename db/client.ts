import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";
import { withPlainStatements } from "./statement";

export type Db = PostgresJsDatabase<typeof schema>;
export type Sql = postgres.Sql;
export type TransactionSql = postgres.TransactionSql;
/** Statements of their own, or those of a transaction. */
export type AnySql = Sql | TransactionSql;
export const isTransaction = (sql: AnySql): sql is TransactionSql => "savepoint" in sql;
/** A piece of SQL with its parameters, to be put into a statement. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/**
 * Three pools on one database. `db` is for drizzle, which replaces its client's date and JSON parsers; `sql` for set-based statements;
 * `writes` for the write path alone.
 */
export interface Database {
  db: Db;
  sql: Sql;
  writes: Sql;
  close(): Promise<void>;
}

export interface PoolSizes {
  db: number;
  sql: number;
  writes: number;
}

/** A plan made when a table was empty would scan it when it is large: statements are planned anew for the table as it is. */
const plannedAnew = {
  plan_cache_mode: "force_custom_plan",
  enable_seqscan: "on",
  enable_hashjoin: "on",
  enable_mergejoin: "on",
};

/**
 * The write path sends the same dozen statements thousands of times a minute, all of them look-ups by whole keys: planning them anew
 * took a fifth of the server's time. They are planned once, and with index look-ups only, so that no plan made for a small table can
 * scan a large one.
 */
const plannedOnce = {
  plan_cache_mode: "force_generic_plan",
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
  // Older servers price what is switched off so high that they would compile every statement.
  jit: "off",
};

/** From here on a transaction of the write path's connections plans its statements anew. */
export async function planAnew(tx: TransactionSql): Promise<void> {
  await tx`
    select set_config(name, value, true)
    from unnest(${Object.keys(plannedAnew)}::text[], ${Object.values(plannedAnew)}::text[]) as s(name, value)`;
}

/** Opens the pools (lazily: nothing connects before the first statement). */
export function connect(url: string, pools: PoolSizes = { db: 10, sql: 6, writes: 4 }): Database {
  const options = {
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: "tidegate", lock_timeout: 10_000, idle_in_transaction_session_timeout: 60_000 },
  };
  const open = (max: number, settings = {}) =>
    postgres(url, { ...options, max, connection: { ...options.connection, ...settings } });
  const client = open(pools.db);
  const sql = open(pools.sql, plannedAnew);
  const writes = withPlainStatements(open(pools.writes, plannedOnce));
  return {
    db: drizzle(client, { schema }),
    sql,
    writes,
    close: async () => {
      await Promise.all([client, sql, writes].map((pool) => pool.end({ timeout: 5 })));
    },
  };
}
