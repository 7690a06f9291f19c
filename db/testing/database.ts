import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { connect, type Database } from "../client";

export interface TestDatabase {
  url: string;
  database: Database;
}

let made: Promise<TestDatabase> | null = null;

/** This test file's own database, cloned from the migrated template at the first call and dropped after the file's last test. */
export function testDatabase(): Promise<TestDatabase> {
  made ??= clone();
  return made;
}

async function clone(): Promise<TestDatabase> {
  const server = inject("databaseServer");
  const template = inject("databaseTemplate");
  const name = `${template}_${randomBytes(4).toString("hex")}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  // Two clones of one template at the same moment exclude each other: take turns.
  await admin`select pg_advisory_lock(7433429)`;
  await admin.unsafe(`create database "${name}" template "${template}"`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, database: connect(url.href, { db: 5, sql: 4, writes: 3 }) };
}

afterAll(async () => {
  if (made === null) return;
  const { database } = await made;
  made = null;
  await database.close();
});
