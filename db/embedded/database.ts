import postgres from "postgres";
import { DATABASE_USER } from "./cluster";

export const DATABASE_NAME = "tidegate";

/** What a running server says about itself. */
export type ServerFacts = { dataDirectory: string; version: string; fsync: string };

/** The address of a database of the server on this loopback port. */
export function databaseUrl(port: number, password: string, database = DATABASE_NAME): string {
  return `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Asks the server on this port; null when nobody answers or our password is not taken. */
export async function askServer(port: number, password: string): Promise<ServerFacts | null> {
  const sql = connect(databaseUrl(port, password, "postgres"));
  try {
    const [facts] = await sql<[ServerFacts]>`
      select current_setting('data_directory') as "dataDirectory",
             current_setting('server_version') as "version",
             current_setting('fsync') as "fsync"`;
    return facts;
  } catch {
    return null;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Creates our database when the server does not have it yet. */
export async function ensureDatabase(port: number, password: string): Promise<void> {
  const sql = connect(databaseUrl(port, password, "postgres"));
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE_NAME}`;
    if (found.length === 0) await sql`create database ${sql(DATABASE_NAME)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function connect(url: string): postgres.Sql {
  return postgres(url, { max: 1, connect_timeout: 5, ssl: false, fetch_types: false, onnotice: () => {} });
}
