import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { ensurePartitions } from "./partitions";

const oldestVersion = 15;
/** Any number that no other program on the same database uses: several processes may start at once. */
const migrationLock = 7_433_428;

/**
 * Brings the database at `url` to the newest schema; waits for another process that is doing so.
 * Throws an Error with one clear sentence when the server can't be reached or is older than PostgreSQL 15.
 */
export async function migrate(url: string, migrationsFolder: string, now = new Date()): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [server] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    if (server === undefined || server.version < oldestVersion * 10_000)
      throw new Error(
        `The database is PostgreSQL ${Math.floor((server?.version ?? 0) / 10_000)}; Tidegate needs ${oldestVersion} or newer. Nothing was changed.`,
      );
    await sql`select pg_advisory_lock(${migrationLock})`;
    await runMigrations(drizzle(sql), { migrationsFolder });
    await ensurePartitions(sql, now);
    await sql`select pg_advisory_unlock(${migrationLock})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
