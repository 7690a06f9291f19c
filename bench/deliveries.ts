import type { Sql } from "postgres";
import { fromUuid, newUuid, toUuid } from "../db/ids";
import { shardOfWebhook } from "../lib/deliveries/shards";
import { type App, startApp } from "./app";
import { measureIsolation, measureLatency } from "./delivery-latency";
import { concurrency, makeHook } from "./make-hook";
import { type Receivers, runBareLoop, startReceivers } from "./receivers";
import { mib, printTable } from "./table";

const endpoints = 100;
/** What a delivery carries: about as large as a real contact event. */
const body = JSON.stringify({
  type: "bench.happened",
  timestamp: new Date(0).toISOString(),
  data: {
    contact: {
      id: "con_bench",
      email: "jane@example.com",
      status: "subscribed",
      fields: { first_name: "Jane" },
      tags: [],
      groups: [],
    },
    filler: "x".repeat(500),
  },
});

/**
 * Deliveries against the bare HTTP client, from event to receiver, one endpoint that hangs, and a backlog. Answers false when a
 * delivery that the database calls succeeded never came, or something was left over.
 */
export async function benchDeliveries(
  { url, sql }: { url: string; sql: Sql },
  { seconds, contacts }: { seconds: number; contacts: number },
): Promise<boolean> {
  const receivers = await startReceivers();
  const app = await startApp(url, "server");
  try {
    const target = await app.makeWebhook();
    const urls = Array.from({ length: endpoints }, (_, endpoint) => receivers.url(endpoint));
    const hooks: string[] = [];
    for (const to of urls) hooks.push(await makeHook(app, to));

    let whole = true;
    const rows: (string | number)[][] = [];
    const drains: [string, number, number][] = [
      ["one endpoint", 1, 20_000],
      [`${endpoints} endpoints`, endpoints, 20_000],
      [`backlog, ${endpoints} endpoints`, endpoints, Math.min(contacts, 100_000)],
    ];
    // Both sides reach their speed before anything counts.
    await drain({ app, sql, receivers }, hooks, 5_000);
    for (const [name, count, deliveries] of drains) {
      const bare = await runBareLoop({ urls: urls.slice(0, count), body, concurrency, seconds: Math.min(seconds, 5) });
      await receivers.take();
      const run = await drain({ app, sql, receivers }, hooks.slice(0, count), deliveries);
      whole &&= run.missing === 0;
      rows.push([
        name,
        deliveries,
        Math.round(bare),
        Math.round(run.perSecond),
        Math.round(run.beganMs),
        `${((run.perSecond / bare) * 100).toFixed(0)} %`,
        run.cpuMs.app.toFixed(0),
        run.cpuMs.database.toFixed(0),
        `${mib(run.bytes.before)} → ${mib(run.bytes.most)}`,
        run.missing,
        run.twice,
      ]);
    }
    printTable(
      [
        "deliveries to",
        "rows",
        "bare undici/s",
        "delivered/s",
        "began after ms",
        "of it",
        "app CPU ms/1,000",
        "database CPU",
        "memory",
        "missing",
        "twice",
      ],
      rows,
    );
    await sql`delete from webhooks`;
    whole = (await measureLatency({ app, sql, receivers, target, seconds })) && whole;
    whole = (await measureIsolation({ app, sql, receivers, target, seconds })) && whole;
    return whole;
  } finally {
    await app.stop();
    await receivers.stop();
  }
}

interface Place {
  app: App;
  sql: Sql;
  receivers: Receivers;
}

/** Makes so many deliveries that fall due in one moment and waits until all of them have ended. */
async function drain({ app, sql, receivers }: Place, hooks: string[], count: number) {
  const { dueAt, ids } = await fillQueue(sql, hooks, count);
  const before = await app.residentBytes();
  const wait = dueAt - Date.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  const cpuBefore = await app.cpuMs();
  let most = before;
  for (;;) {
    const [left] = await sql<{ some: boolean }[]>`select exists (select from delivery_queue) as some`;
    most = Math.max(most, await app.residentBytes());
    if (left?.some === false) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const endedAt = Date.now();
  const cpuAfter = await app.cpuMs();
  const received = await receivers.take();
  const seen = new Map<string, number>();
  let beganAt = endedAt;
  for (const [id, , at] of received) {
    seen.set(id, (seen.get(id) ?? 0) + 1);
    beganAt = Math.min(beganAt, at);
  }
  const ended = await sql<
    { id: string }[]
  >`select id from deliveries where id = any(${ids}::uuid[]) and state = 'succeeded'`;
  const missing = ids.length - ended.filter(({ id }) => seen.has(fromUuid("dlv", id))).length;
  return {
    // Rows that SQL has put into the queue wait for a sweep: who plans deliveries wakes the app.
    beganMs: beganAt - dueAt,
    perSecond: (count * 1_000) / (endedAt - beganAt),
    missing,
    twice: [...seen.values()].filter((times) => times > 1).length,
    bytes: { before, most },
    cpuMs: {
      app: ((cpuAfter.app - cpuBefore.app) * 1_000) / count,
      database: ((cpuAfter.database - cpuBefore.database) * 1_000) / count,
    },
  };
}

const leadMs = 3_000;
const rowsPerInsert = 5_000;

/** Deliveries as the planner leaves them, all due at one moment that lies far enough ahead. */
async function fillQueue(sql: Sql, hooks: string[], count: number): Promise<{ dueAt: number; ids: string[] }> {
  const webhookIds = hooks.map((id) => toUuid("whk", id));
  const [workspace] = await sql<{ id: string }[]>`select id from workspaces limit 1`;
  const ids = Array.from({ length: count }, () => newUuid());
  const dueAt = Date.now() + leadMs + count / 10;
  for (let from = 0; from < count; from += rowsPerInsert) {
    const some = ids.slice(from, from + rowsPerInsert);
    const to = some.map((_, index) => webhookIds[(from + index) % webhookIds.length] ?? "");
    await sql`
      with made as (
        insert into deliveries (id, workspace_id, webhook_id, event_id, event_type, state, method, content_type, body, created_at)
        select id, ${workspace?.id ?? ""}::uuid, webhook_id, id, 'bench.happened', 'pending', 'POST', 'json', convert_to(${body}, 'UTF8'), now()
        from unnest(${some}::uuid[], ${to}::uuid[]) r(id, webhook_id))
      insert into delivery_queue (id, workspace_id, webhook_id, shard, due_at)
      select id, ${workspace?.id ?? ""}::uuid, webhook_id, shard, ${new Date(dueAt)}
      from unnest(${some}::uuid[], ${to}::uuid[], ${to.map(shardOfWebhook)}::smallint[]) r(id, webhook_id, shard)`;
  }
  return { dueAt, ids };
}
