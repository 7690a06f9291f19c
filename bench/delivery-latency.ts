import type { Sql } from "postgres";
import type { App, Target } from "./app";
import { makeHook } from "./make-hook";
import type { Received, Receivers } from "./receivers";
import { printTable } from "./table";

export interface Place {
  app: App;
  sql: Sql;
  receivers: Receivers;
  /** Where contacts come in. */
  target: Target;
  seconds: number;
}

const eventsPerSecond = 100;
const healthy = 99;
/** Each event goes to every endpoint. */
const fanOutsPerSecond = 5;

/** From the moment a contact is posted to us to the first byte of its event at the receiver. Answers false when one never came. */
export async function measureLatency({ seconds, ...place }: Place): Promise<boolean> {
  const { app, sql, receivers } = place;
  await makeHook(app, receivers.url(200));
  await post(place, { perSecond: 20, seconds: 2, copies: 1 });
  const run = await post(place, { perSecond: eventsPerSecond, seconds, copies: 1 });
  printTable(
    ["events/s", "event → first byte, p50 ms", "p99 ms", "max ms", "never"],
    [[eventsPerSecond, at(run.waits, 0.5), at(run.waits, 0.99), at(run.waits, 1), run.missing]],
  );
  await sql`delete from webhooks`;
  return run.missing === 0;
}

/** The healthy endpoints' waits, with a hundredth endpoint that is healthy too, then with one that never answers. */
export async function measureIsolation({ seconds, ...place }: Place): Promise<boolean> {
  const { app, receivers } = place;
  for (let endpoint = 0; endpoint < healthy; endpoint++) await makeHook(app, receivers.url(300 + endpoint));
  const plan = { perSecond: fanOutsPerSecond, seconds, copies: healthy };
  await post(place, { ...plan, seconds: 3 });
  const without = await post(place, plan);
  const hanging = await makeHook(app, receivers.hangingUrl);
  const beside = await post(place, plan);
  printTable(
    ["99 healthy endpoints", "deliveries/s", "p50 ms", "p99 ms", "never"],
    [
      ["alone", fanOutsPerSecond * healthy, at(without.waits, 0.5), at(without.waits, 0.99), without.missing],
      [
        "beside one that hangs",
        fanOutsPerSecond * healthy,
        at(beside.waits, 0.5),
        at(beside.waits, 0.99),
        beside.missing,
      ],
      ["ratio", "", ratio(beside.waits, without.waits, 0.5), ratio(beside.waits, without.waits, 0.99), ""],
    ],
  );
  await app.call("DELETE", `/webhooks/${hanging}`);
  return without.missing + beside.missing === 0;
}

let lastMark = 0;
const patienceMs = 30_000;

/** Posts new contacts at an even pace and gathers how long each copy of their events took. */
export async function post(
  { app, sql, receivers, target }: Omit<Place, "seconds">,
  { perSecond, seconds, copies }: { perSecond: number; seconds: number; copies: number },
): Promise<{ waits: number[]; missing: number }> {
  await receivers.take();
  const sentAt = new Map<number, number>();
  const startedAt = performance.now();
  const calls: Promise<void>[] = [];
  for (let turn = 0; turn < perSecond * seconds; turn++) {
    const wait = startedAt + (turn * 1_000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const mark = ++lastMark;
    sentAt.set(mark, performance.timeOrigin + performance.now());
    calls.push(app.post(target.path, { email: `mark-${mark}@example.com`, firstName: "Jane" }));
  }
  await Promise.all(calls);
  const wanted = sentAt.size * copies;
  const received: Received[] = [];
  for (const endAt = performance.now() + patienceMs; received.length < wanted && performance.now() < endAt; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    received.push(...(await receivers.take()));
  }
  await settled(sql);
  const waits = received.flatMap(([, mark, at]) => {
    const sent = sentAt.get(mark);
    return sent === undefined ? [] : at - sent;
  });
  const ids = new Set(received.map(([id]) => id));
  return { waits: waits.sort((a, b) => a - b), missing: wanted - ids.size };
}

/** What was answered is written a moment later. */
async function settled(sql: Sql): Promise<void> {
  for (const endAt = performance.now() + patienceMs; performance.now() < endAt; ) {
    const [left] = await sql<{ some: boolean }[]>`
      select exists (select from delivery_queue q join webhooks w on w.id = q.webhook_id where w.url not like '%/hang') as some`;
    if (left?.some === false) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const valueAt = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
export const at = (sorted: number[], share: number) => valueAt(sorted, share).toFixed(0);
const ratio = (some: number[], others: number[], share: number) =>
  `${(valueAt(some, share) / valueAt(others, share)).toFixed(2)} ×`;
