import { randomBytes } from "node:crypto";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startScratch } from "../embedded/scratch";
import { migrate } from "../migrate";

declare module "vitest" {
  export interface ProvidedContext {
    databaseServer: string;
    databaseTemplate: string;
  }
}

/** Migrates one template database, of which every worker clones its own; starts a server when none is given. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL === undefined ? await startScratch(() => {}) : null;
  const server = own?.url ?? String(process.env.TEST_DATABASE_URL);
  const template = `tidegate_template_${randomBytes(4).toString("hex")}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database "${template}"`);
  await migrate(withDatabase(server, template), "db/migrations");
  project.provide("databaseServer", server);
  project.provide("databaseTemplate", template);
  return async () => {
    const left = await admin<{ datname: string }[]>`
      select datname from pg_database where datname like ${`${template}%`}`;
    for (const { datname } of left) await admin.unsafe(`drop database "${datname}" with (force)`);
    await admin.end();
    await own?.stop();
  };
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
