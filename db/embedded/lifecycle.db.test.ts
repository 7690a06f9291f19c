import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { poll } from "./poll";
import { readPidFile } from "./postmaster";
import { lookAt } from "./processes";
import { isRoot } from "./run-as";
import type { Report } from "./testing/app";

const PATIENCE_MS = 20_000;
const apps: App[] = [];
const places: string[] = [];
let dataDir = "";

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tidegate-lifecycle-"));
  await chmod(dataDir, 0o755);
  places.push(dataDir);
});

afterEach(async () => {
  for (const app of apps.splice(0)) app.process.kill("SIGKILL");
  for (const place of places.splice(0)) {
    await endServer(join(place, "postgres/cluster"));
    await endServer(join(place, "cluster"));
    await rm(place, { recursive: true, force: true });
  }
});

describe("an app and its database", () => {
  test("a stopped app leaves a folder in which the next one finds everything", async () => {
    const first = await ready(startApp());
    await writeNote(first.url, "kept");
    await stopApp(first.app);
    expect(await readPidFile(join(first.dir, "cluster"))).toBeNull();
    const second = await ready(startApp());
    expect(await readNotes(second.url)).toEqual(["kept"]);
  });

  test("the server of an app that was killed is adopted, with what was committed", async () => {
    const first = await ready(startApp());
    await writeNote(first.url, "committed");
    const server = await serverOf(first.dir);
    await killApp(first.app);
    const second = await ready(startApp());
    expect(await serverOf(second.dir)).toBe(server);
    expect(await readNotes(second.url)).toEqual(["committed"]);
  });

  test("a start after app and server were both killed repairs the folder", async () => {
    const first = await ready(startApp());
    const server = await serverOf(first.dir);
    await killApp(first.app);
    process.kill(server, "SIGKILL");
    const second = await ready(startApp());
    expect(await serverOf(second.dir)).not.toBe(server);
  });

  test("a server that does not take our password is not left running, and one sentence says so", async () => {
    const first = await ready(startApp());
    const server = await serverOf(first.dir);
    await changePassword(first.url);
    await killApp(first.app);
    expect(await refusal(startApp())).toMatch(/does not take the password in .*password: bring back the file/);
    expect((await lookAt(server)).alive).toBe(false);
    expect(await readPidFile(join(first.dir, "cluster"))).toBeNull();
  });

  test("a leftover server of other durability is replaced, its data kept", async () => {
    const first = await ready(startApp());
    await writeNote(first.url, "kept");
    const server = await serverOf(first.dir);
    await killApp(first.app);
    const second = await ready(startApp({ durability: "full" }));
    expect((await lookAt(server)).alive).toBe(false);
    expect(await readNotes(second.url)).toEqual(["kept"]);
  });

  test("the server is out of reach of the terminal's Ctrl-C", async () => {
    const { app, dir } = await ready(startApp());
    process.kill(-pidOf(app), "SIGINT");
    await poll(async () => (app.process.signalCode === "SIGINT" ? true : null), PATIENCE_MS);
    expect((await lookAt(await serverOf(dir))).alive).toBe(true);
  });
});

describe("a start that must not happen", () => {
  test("a second app on the same folder is refused with one sentence", async () => {
    const first = await ready(startApp());
    expect(await refusal(startApp())).toBe(
      `Another Tidegate (process ${pidOf(first.app)}) is using the data folder ${dataDir}: stop it first, or give this one a folder of its own with TIDEGATE_DATA_DIR.`,
    );
  });

  test("of two apps that start at once exactly one gets the folder", async () => {
    const outcomes = await Promise.all([outcome(startApp()), outcome(startApp())]);
    expect(outcomes.map((report) => report.kind).sort()).toEqual(["ready", "refused"]);
  });

  test("a folder of another major version is refused and left as it is", async () => {
    const first = await ready(startApp());
    await stopApp(first.app);
    await writeFile(join(first.dir, "cluster/PG_VERSION"), "17\n");
    const before = await readdir(first.dir);
    expect(await refusal(startApp())).toMatch(
      /was made by PostgreSQL 17, but this Tidegate brings PostgreSQL 18; nothing was changed/,
    );
    expect(await readdir(first.dir)).toEqual(before);
    expect(await readFile(join(first.dir, "cluster/PG_VERSION"), "utf8")).toBe("17\n");
  });
});

test("an app killed while it makes its database leaves nothing in the way of the next", async () => {
  const first = startApp();
  await poll(async () => ((await draftsIn(dataDir)).length > 0 ? true : null), PATIENCE_MS);
  await killApp(first);
  const second = await ready(startApp());
  expect(await readNotes(second.url)).toEqual([]);
});

test.runIf(isRoot())("root's private folder: the database goes where its user can be, and is found again", async () => {
  await chmod(dataDir, 0o700);
  const first = await ready(startApp());
  expect(first.dir.startsWith(dataDir)).toBe(false);
  await writeNote(first.url, "kept");
  await stopApp(first.app);
  const second = await ready(startApp());
  expect(second.dir).toBe(first.dir);
  expect(await readNotes(second.url)).toEqual(["kept"]);
});

type App = { process: ChildProcess; reports: Report[] };

function startApp({ durability = "none" } = {}): App {
  const child = fork(join(import.meta.dirname, "testing/app.ts"), [dataDir, durability], {
    execArgv: ["--import", "tsx"],
    // A group of its own, as in a terminal; it ends when this process does.
    detached: true,
  });
  const app: App = { process: child, reports: [] };
  child.on("message", (message) => app.reports.push(message as Report));
  apps.push(app);
  return app;
}

/** How the start ended: "ready" or "refused". */
async function outcome(app: App): Promise<Exclude<Report, { kind: "log" }>> {
  const report = await poll(async () => app.reports.find((r) => r.kind !== "log") ?? null, PATIENCE_MS);
  if (report === null) throw new Error("The app did not start in time.");
  if (report.kind === "ready") places.push(report.dir);
  return report;
}

async function ready(app: App): Promise<{ app: App; url: string; dir: string }> {
  const report = await outcome(app);
  if (report.kind !== "ready") throw new Error(report.message);
  return { app, url: report.url, dir: report.dir };
}

async function refusal(app: App): Promise<string> {
  const report = await outcome(app);
  if (report.kind !== "refused") throw new Error("The app started.");
  return report.message;
}

async function stopApp(app: App): Promise<void> {
  app.process.kill("SIGTERM");
  await once(app.process, "exit");
}

async function killApp(app: App): Promise<void> {
  app.process.kill("SIGKILL");
  await once(app.process, "exit");
}

function pidOf(app: App): number {
  return app.process.pid ?? -1;
}

async function serverOf(dir: string): Promise<number> {
  const pidFile = await readPidFile(join(dir, "cluster"));
  if (pidFile === null) throw new Error("No server runs there.");
  return pidFile.pid;
}

async function endServer(cluster: string): Promise<void> {
  const pidFile = await readPidFile(cluster);
  if (pidFile === null || !(await lookAt(pidFile.pid)).alive) return;
  process.kill(pidFile.pid, "SIGQUIT");
  await poll(async () => ((await lookAt(pidFile.pid)).alive ? null : true), PATIENCE_MS);
}

async function draftsIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, "postgres")).catch(() => []);
  return names.filter((name) => name.startsWith("initialising-"));
}

async function writeNote(url: string, text: string): Promise<void> {
  await withSql(url, async (sql) => {
    await sql`create table if not exists notes (text text)`;
    await sql`insert into notes values (${text})`;
  });
}

async function readNotes(url: string): Promise<string[]> {
  return withSql(url, async (sql) => {
    await sql`create table if not exists notes (text text)`;
    const rows = await sql<{ text: string }[]>`select text from notes`;
    return rows.map((row) => row.text);
  });
}

async function changePassword(url: string): Promise<void> {
  await withSql(url, (sql) => sql`alter user tidegate password 'another'`);
}

async function withSql<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
