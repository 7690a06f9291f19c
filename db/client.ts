import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

export type Db = PostgresJsDatabase<typeof schema>;
export type Sql = postgres.Sql;
export type TransactionSql = postgres.TransactionSql;
/** A piece of SQL with its parameters, to be put into a statement. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/**
 * Two pools on one database: `db` for drizzle, `sql` for the set-based statements of hot paths. They can't share a client, because
 * drizzle replaces the client's date and JSON parsers.
 */
export interface Database {
  db: Db;
  sql: Sql;
  close(): Promise<void>;
}

export interface PoolSizes {
  db: number;
  sql: number;
}

/** Opens both pools (lazily: nothing connects before the first statement). */
export function connect(url: string, pools: PoolSizes = { db: 10, sql: 6 }): Database {
  const options = {
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: "tidegate", lock_timeout: 10_000, idle_in_transaction_session_timeout: 60_000 },
  };
  const client = postgres(url, { ...options, max: pools.db });
  // A plan made when a table was empty would scan it when it is large: hot statements are planned for the table as it is.
  const planning = { ...options.connection, plan_cache_mode: "force_custom_plan" };
  const sql = postgres(url, { ...options, connection: planning, max: pools.sql });
  return {
    db: drizzle(client, { schema }),
    sql,
    close: async () => {
      await Promise.all([client.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
    },
  };
}
