import type { Sql } from "postgres";
import { type App, startApp } from "./app";
import { type Load, runLoad } from "./load";
import { measurePages } from "./pages";
import { mib, printTable } from "./table";

const existing = 20_000;

/**
 * The doors, then pages of a large audience. Answers false when a request that was answered 200 has left no contact or no row in the
 * ledger.
 */
export async function benchDoors(
  database: { url: string; sql: Sql },
  { seconds, contacts: contactsWanted }: { seconds: number; contacts: number },
): Promise<boolean> {
  const { sql } = database;
  let failed = false;
  const rows: (string | number)[][] = [];
  const measured = new Map<string, Load>();
  let answered = 0;

  let app = await startApp(database.url, "server");
  const target = await app.makeWebhook();
  const seeded = await runLoad(app, { ...target, connections: 64, requestsMax: existing, run: "seed" });
  answered += seeded.answered;
  const measure = async (
    name: string,
    running: App,
    connections: number,
    work: Partial<Parameters<typeof runLoad>[1]>,
  ) => {
    // Both sides reach their speed before anything counts.
    await runLoad(running, {
      ...target,
      ...work,
      connections,
      seconds: 2,
      existing,
      run: `warm-${name}-${connections}`,
    }).then((load) => {
      if (work.method !== "GET") answered += load.answered;
    });
    const load = await runLoad(running, {
      ...target,
      ...work,
      connections,
      seconds,
      existing,
      run: `${name}-${connections}`,
    });
    if (work.method !== "GET") answered += load.answered;
    measured.set(`${name}${connections}`, load);
    const bad = Object.entries(load.statuses).filter(([status]) => status !== "200");
    if (bad.length > 0 || load.broken > 0) {
      failed = true;
      console.error(
        `${name} at ${connections}: ${load.broken} broken connections, answers ${JSON.stringify(load.statuses)}`,
      );
    }
  };
  for (const connections of [64, 128]) {
    await measure("a", app, connections, { method: "GET", path: "/api/health" });
    await measure("c", app, connections, {});
  }
  await app.stop();
  app = await startApp(database.url, "routes");
  for (const connections of [64, 128]) await measure("b", app, connections, {});
  await app.stop();

  for (const [name, label] of [
    ["a", "(a) a route handler that does nothing"],
    ["b", "(b) the door through its route handler"],
    ["c", "(c) the door through server.ts"],
  ] as const)
    for (const connections of [64, 128]) {
      const load = measured.get(`${name}${connections}`);
      const base = measured.get(`a${connections}`);
      if (load === undefined || base === undefined) continue;
      rows.push([
        label,
        connections,
        Math.round(load.perSecond),
        load.p50.toFixed(1),
        load.p99.toFixed(1),
        `${(load.perSecond / base.perSecond).toFixed(2)} × (a)`,
      ]);
    }
  printTable(["what", "connections", "accepted/s", "p50 ms", "p99 ms", "ratio"], rows);

  app = await startApp(database.url, "server");
  const residentBefore = await app.residentBytes();
  const [have] = await sql<{ contacts: number }[]>`select count(*)::int as contacts from contacts`;
  const missing = Math.max(0, contactsWanted - (have?.contacts ?? 0));
  if (missing > 0) {
    const load = await runLoad(app, { ...target, connections: 128, requestsMax: missing, seconds: 1_200, run: "fill" });
    answered += load.answered;
    console.log(`\nFilled up with ${load.answered} contacts at ${Math.round(load.perSecond)}/s.`);
  }
  const [counted] = await sql<{ contacts: number; requests: number; events: number; waiting: number }[]>`
    select (select count(*)::int from contacts) as contacts, (select count(*)::int from inbound_requests) as requests,
      (select count(*)::int from events) as events, (select count(*)::int from outbox) as waiting`;
  console.log(
    `\nMemory of the app: ${mib(residentBefore)} at its start, ${mib(await app.residentBytes())} after ${counted?.contacts} contacts.`,
  );
  await sql`analyze`;
  printTable(["contacts page", "p50 ms", "max ms", "rows"], await measurePages(app, target));
  await app.stop();

  const [distinct] = await sql<{ addresses: number }[]>`
    select count(distinct email)::int as addresses from inbound_requests where status = 200`;
  console.log(
    `\n${answered} requests were answered 200; the ledger has ${counted?.requests}, of ${distinct?.addresses} addresses; contacts: ${counted?.contacts}.`,
  );
  if (counted?.requests !== answered || counted.contacts !== distinct?.addresses) {
    failed = true;
    console.error("Something was lost.");
  } else console.log("Nothing was lost.");
  return !failed;
}
