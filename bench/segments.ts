import type { Sql } from "postgres";
import { fromUuid, newUuid, toUuid } from "../db/ids";
import type { Ctx } from "../lib/context";
import { predicateOf } from "../lib/segments/compile";
import { dayOf } from "../lib/segments/days";
import { loadSegments } from "../lib/segments/load";
import { piece } from "../lib/segments/piece";
import { recalculateSegments } from "../lib/segments/recalculate";
import type { Rules } from "../lib/segments/rules";
import { runPiece } from "../lib/segments/statement";
import { processContext } from "../lib/testing/process-context";
import { type App, startApp } from "./app";
import { fillContacts } from "./fill-contacts";
import { measureVisibility, untilBuilt } from "./segment-visibility";
import { printTable } from "./table";

const rulesOf = (turn: number): Rules => {
  const kinds: Rules[] = [
    { all: [{ field: "contact.fields.first_name", op: "is", value: `First ${turn}` }] },
    {
      any: [
        { field: "contact.fields.last_name", op: "contains", value: `${turn}` },
        { field: "contact.tags", op: "contains", value: `tag ${turn}` },
      ],
    },
    {
      all: [
        { field: "contact.status", op: "is", value: "subscribed" },
        { field: "contact.createdAt", op: "in_last_days", value: turn },
      ],
    },
    { all: [{ field: "event.email.opened", op: "at_least", value: { times: 2, days: 30 } }] },
    { all: [{ field: "contact.email", op: "starts_with", value: `person-${turn}` }] },
  ];
  return kinds[turn % kinds.length] ?? kinds[0] ?? { all: [] };
};

/**
 * Segments: how soon a post shows in a membership, what one changed contact costs as an audience grows, and a rebuild beside the bare
 * SELECT of its predicate. Answers false when a post never became a member.
 */
export async function benchSegments(
  { url, sql }: { url: string; sql: Sql },
  { seconds, contacts }: { seconds: number; contacts: number },
): Promise<boolean> {
  const whole = await withApp(url, async (app) => {
    const target = await app.makeWebhook();
    await fillContacts(sql, target.audienceId, Math.min(contacts, 100_000));
    await makeSegments(app, target.audienceId, 49);
    return measureVisibility({ app, sql, target, seconds });
  });
  const sizes = [10_000, 100_000, 1_000_000].filter((size) => size <= contacts);
  const rows: (string | number)[][] = [];
  for (const size of sizes.length > 0 ? sizes : [contacts]) rows.push(await measureAudience({ url, sql }, size));
  const smallest = Number(rows[0]?.[1] ?? 0);
  printTable(
    ["contacts", "one changed, ms", "ratio", "bare SELECT, ms", "rebuild, ms", "ratio", "first build, ms", "ratio"],
    rows.map(([size = 0, one = 0, bare = 0, rebuild = 0, first = 0]) => [
      size,
      Number(one).toFixed(1),
      (Number(one) / smallest).toFixed(2),
      Number(bare).toFixed(0),
      Number(rebuild).toFixed(0),
      (Number(rebuild) / Number(bare)).toFixed(2),
      Number(first).toFixed(0),
      (Number(first) / Number(bare)).toFixed(2),
    ]),
  );
  return whole;
}

async function withApp<T>(url: string, work: (app: App) => Promise<T>): Promise<T> {
  const app = await startApp(url, "server");
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}

async function makeSegments(app: App, audienceId: string, count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++)
    await app.call("POST", `/audiences/${audienceId}/segments`, { name: `Segment ${turn}`, rules: rulesOf(turn) });
}

/**
 * [contacts, ms of one changed contact, ms of the bare SELECT, ms of a rebuild that finds the members right, ms of the first build of
 * a segment that has a third of all], each in an audience of its own.
 */
async function measureAudience({ url, sql }: { url: string; sql: Sql }, size: number): Promise<number[]> {
  const { audienceId, segmentId } = await withApp(url, async (app) => {
    const target = await app.makeWebhook();
    await fillContacts(sql, target.audienceId, size);
    await makeSegments(app, target.audienceId, 49);
    await untilBuilt(sql);
    const made = await app.call("POST", `/audiences/${target.audienceId}/segments`, {
      name: "Rebuilt",
      rules: { all: [{ field: "contact.fields.last_name", op: "contains", value: "Last 1" }] },
    });
    await untilBuilt(sql);
    return { audienceId: toUuid("aud", target.audienceId), segmentId: toUuid("seg", (await made.json()).id) };
  });
  await sql`vacuum analyze contacts`;
  await sql`vacuum analyze segment_members`;
  const ctx = processContext(url, "error");
  try {
    const one = await medianOf(41, () => touchOne(ctx, audienceId));
    const bare = await medianOf(3, () => selectBare(ctx, audienceId, segmentId));
    const build = () =>
      timed(async () => {
        while (await recalculateSegments(ctx));
      });
    const rebuild = await medianOf(3, async () => {
      await sql`update segments set version = version + 1, build_cursor = null where id = ${segmentId}`;
      return build();
    });
    const first = await medianOf(3, async () => {
      await sql`delete from segment_members where segment_id = ${segmentId}`;
      await sql`update segments set version = version + 1, built_version = 0, build_cursor = null where id = ${segmentId}`;
      return build();
    });
    return [size, one, bare, rebuild, first];
  } finally {
    await ctx.close();
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

async function medianOf(times: number, measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let turn = 0; turn < times; turn++) all.push(await measure());
  return all.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

/** One contact of an audience with fifty segments, of which every one is looked at. */
async function touchOne(ctx: Ctx, audienceId: string): Promise<number> {
  await ctx.sql`
    insert into stale_contacts (shard, id, audience_id, contact_id, changed, created_at)
    select ${Number.parseInt(audienceId.slice(-2), 16) % 16}, ${newUuid()}, audience_id, id, '{*}', now()
    from contacts where audience_id = ${audienceId} and email = ${`person-${Math.floor(Math.random() * 10_000)}@example.com`}`;
  return timed(() => recalculateSegments(ctx));
}

async function selectBare(ctx: Ctx, audienceId: string, segmentId: string): Promise<number> {
  const loaded = await loadSegments(ctx.sql, audienceId);
  const segment = loaded?.segments.find(({ id }) => id === segmentId);
  if (segment === undefined) throw new Error(`no segment ${fromUuid("seg", segmentId)}`);
  const predicate = predicateOf(segment.tree, { today: dayOf(ctx.now()), audienceId });
  return timed(() =>
    runPiece(ctx.sql, piece`select c.id from contacts c where c.audience_id = ${audienceId}::uuid and ${predicate}`),
  );
}
