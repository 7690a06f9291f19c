import type { Sql } from "postgres";
import { toUuid } from "../db/ids";
import type { App, Target } from "./app";
import { printTable } from "./table";

const postsPerSecond = 200;
const pollMs = 10;
const patienceMs = 30_000;

/**
 * Posts at an even pace, every second one for a contact that is there already, and watches the table of members: the time from the
 * answer to the first look that finds the contact. Answers false when one was never found.
 */
export async function measureVisibility({
  app,
  sql,
  target,
  seconds,
}: {
  app: App;
  sql: Sql;
  target: Target;
  seconds: number;
}): Promise<boolean> {
  const made = await app.call("POST", `/audiences/${target.audienceId}/segments`, {
    name: "Probes",
    rules: { all: [{ field: "contact.fields.first_name", op: "starts_with", value: "probe" }] },
  });
  const segmentId = toUuid("seg", (await made.json()).id);
  await untilBuilt(sql);
  const acceptedAt = new Map<string, number>();
  const seenAfter = new Map<string, number>();
  let sending = true;
  let refused = 0;

  const look = async () => {
    const rows = await sql<{ email: string }[]>`
      select c.email from segment_members m join contacts c on c.audience_id = ${toUuid("aud", target.audienceId)} and c.id = m.contact_id
      where m.segment_id = ${segmentId}`;
    const now = performance.now();
    for (const { email } of rows) {
      const at = acceptedAt.get(email);
      if (at !== undefined && !seenAfter.has(email)) seenAfter.set(email, now - at);
    }
  };
  const watcher = (async () => {
    const endAt = performance.now() + seconds * 1_000 + patienceMs;
    while ((sending || seenAfter.size < acceptedAt.size) && performance.now() < endAt) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  })();
  const post = async (turn: number) => {
    const email = turn % 2 === 0 ? `probe-${turn}@example.com` : `person-${turn}@example.com`;
    const answer = await fetch(`http://127.0.0.1:${app.port}${target.path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, firstName: `Probe ${turn}` }),
    });
    if (answer.ok) acceptedAt.set(email, performance.now());
    else refused++;
    await answer.arrayBuffer();
  };
  const posts: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let turn = 0; turn < seconds * postsPerSecond; turn++) {
    const dueAt = startedAt + (turn * 1_000) / postsPerSecond;
    const wait = dueAt - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    posts.push(post(turn));
  }
  await Promise.all(posts);
  sending = false;
  await watcher;

  const sorted = [...seenAfter.values()].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  const [counted] = await sql<{ contacts: number; segments: number }[]>`
    select (select count(*)::int from contacts) as contacts, (select count(*)::int from segments) as segments`;
  printTable(
    ["contacts", "segments", "posts/s", "visible after, p50 ms", "p99 ms", "max ms", "never"],
    [
      [
        counted?.contacts ?? 0,
        counted?.segments ?? 0,
        postsPerSecond,
        at(0.5),
        at(0.99),
        at(1),
        acceptedAt.size - sorted.length,
      ],
    ],
  );
  if (refused > 0) console.error(`${refused} posts were not answered 200.`);
  return refused === 0 && sorted.length === acceptedAt.size;
}

/** Waits until every rebuild has ended. */
export async function untilBuilt(sql: Sql): Promise<void> {
  for (;;) {
    const [row] = await sql<{ building: boolean }[]>`
      select exists (select from segments where built_version < version) as building`;
    if (row?.building === false) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
