import { fork } from "node:child_process";
import { once } from "node:events";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import type { WorkspaceCtx } from "../context";
import { relayEvents } from "../events/relay";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { untilWaiting } from "../testing/until-waiting";
import { createSegment } from "./create";
import { getSegment } from "./get";
import { stalePlanner } from "./plan-stale";
import { recalculateSegments } from "./recalculate";
import type { Rules } from "./rules";
import { membersOf, put, settle } from "./testing/settle";
import { updateSegment } from "./update";

let ctx: WorkspaceCtx & TestCtx;
let audienceId: string;
let groupId: string;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  // What another test left half-done would be done by this one's drains.
  await ctx.sql`truncate outbox, stale_contacts, segment_turns, segments, segment_members, segment_traffic cascade`;
  const audience = await testAudience(ctx, {
    fields: [
      { key: "size", label: "Size", type: "number" },
      { key: "day", label: "Day", type: "date" },
    ],
    groups: ["Buyers"],
  });
  audienceId = audience.id;
  groupId = audience.groupIds[0] ?? "";
});

const create = (name: string, rules: Rules) => createSegment(ctx, { audienceId, name, rules });

interface Membership {
  segment: string;
  contact: string;
}
const memberships = () => ctx.sql<Membership[]>`
  select segment_id as segment, contact_id as contact from segment_members order by 1, 2`;

/** Evaluates every contact anew, as after a change of the rules. */
async function rebuildAll(): Promise<void> {
  await ctx.sql`update segments set version = version + 1, build_cursor = null, build_done = 0`;
  await settle(ctx);
}

async function expectCountsToAddUp(): Promise<void> {
  const wrong = await ctx.sql`
    select s.id from segments s where
      (select count(*) from segment_members m where m.segment_id = s.id)
      <> (select coalesce(sum(entered - "left"), 0) from segment_traffic t where t.segment_id = s.id)`;
  expect(wrong).toHaveLength(0);
}

type Step = { who: number; at: number } & (
  | { kind: "fields"; size: number | null; day: string | null }
  | { kind: "tag"; add: boolean }
  | { kind: "group"; join: boolean }
  | { kind: "status"; status: "subscribed" | "unsubscribed" }
  | { kind: "delete" }
  | { kind: "days"; days: number }
);
const who = fc.nat(4);
const at = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("fields" as const),
    who,
    at,
    size: fc.constantFrom(null, 1, 5, 9),
    day: fc.constantFrom(null, "2026-01-03", "2025-01-05", "2026-01-20"),
  }),
  fc.record({ kind: fc.constant("tag" as const), who, at, add: fc.boolean() }),
  fc.record({ kind: fc.constant("group" as const), who, at, join: fc.boolean() }),
  fc.record({
    kind: fc.constant("status" as const),
    who,
    at,
    status: fc.constantFrom("subscribed" as const, "unsubscribed" as const),
  }),
  fc.record({ kind: fc.constant("delete" as const), who, at }),
  fc.record({ kind: fc.constant("days" as const), who, at, days: fc.integer({ min: 1, max: 9 }) }),
);

async function take(step: Step): Promise<void> {
  const email = `person-${step.who}@example.com`;
  const uuid = toUuid("grp", groupId);
  switch (step.kind) {
    case "fields":
      await put(ctx, audienceId, email, { fields: { size: step.size, day: step.day } });
      break;
    case "tag":
      await put(ctx, audienceId, email, step.add ? { addTags: ["gold"] } : { setTags: [] });
      break;
    case "group":
      await put(ctx, audienceId, email, step.join ? { addGroupIds: [uuid] } : { removeGroupIds: [uuid] });
      break;
    case "status":
      await put(ctx, audienceId, email, { consent: { kind: "set", status: step.status } });
      break;
    case "delete":
      await put(ctx, audienceId, email, { intent: "delete" });
      break;
    case "days":
      ctx.clock.now = new Date(ctx.clock.now.getTime() + step.days * 86_400_000);
  }
  // Now and then the background comes between two changes.
  if (step.at === 0) await settle(ctx);
  if (step.at === 1) await relayEvents(ctx, [stalePlanner]);
}

test("after any history the members are those that a rebuild finds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await ctx.sql`truncate outbox, stale_contacts, segment_turns, segments, segment_members, segment_traffic, contacts cascade`;
      ctx.clock.now = new Date("2026-01-01T09:00:00Z");
      const big = await create("Big", {
        any: [
          { field: "contact.fields.size", op: "greater", value: 4 },
          { field: "contact.tags", op: "contains", value: "gold" },
        ],
      });
      await create("Soon", {
        any: [
          { field: "contact.fields.day", op: "in_next_days", value: 3 },
          { field: "contact.fields.day", op: "anniversary_in_days", value: 2 },
          { field: "contact.updatedAt", op: "more_than_days_ago", value: 6 },
          { field: "contact.consent", op: "in_last_days", value: { status: "unsubscribed", days: 5 } },
        ],
      });
      await create("Big and out", {
        all: [
          { field: "segment", op: "is_in", value: big.id },
          {
            any: [
              { field: "contact.groups", op: "not_contains", value: "Buyers" },
              { field: "contact.status", op: "is", value: "unsubscribed" },
            ],
          },
        ],
      });
      for (const one of steps) await take(one);
      await settle(ctx);
      const incremental = [...(await memberships())];
      await expectCountsToAddUp();
      await rebuildAll();
      expect([...(await memberships())]).toEqual(incremental);
      await expectCountsToAddUp();
    }),
    { numRuns: 15 },
  );
});

test("drains and rules at work at the same time lose nothing and tell nothing twice", async () => {
  const segment = await create("Big", { all: [{ field: "contact.fields.size", op: "greater", value: 4 }] });
  let writing = true;
  const drains = Array.from({ length: 3 }, async () => {
    while (writing) {
      await relayEvents(ctx, [stalePlanner]);
      await recalculateSegments(ctx);
    }
  });
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let turn = 0; turn < 30; turn++)
      await put(ctx, audienceId, `p${(turn * 7 + writer) % 10}@example.com`, {
        fields: { size: (turn + writer) % 2 === 0 ? 1 : 9 },
      });
  });
  const editor = (async () => {
    for (const value of [2, 3, 4])
      await updateSegment(ctx, {
        audienceId,
        segmentId: segment.id,
        rules: { all: [{ field: "contact.fields.size", op: "greater", value }] },
      });
  })();
  await Promise.all([...writers, editor]);
  writing = false;
  await Promise.all(drains);
  await settle(ctx);
  const found = [...(await memberships())];
  await expectCountsToAddUp();
  const told = await ctx.sql`
    select contact_id from events where source_id = ${segment.id}
    group by contact_id having sum(case type when 'segment.entered' then 1 else -1 end) not in (0, 1)`;
  expect(told).toHaveLength(0);
  await rebuildAll();
  expect([...(await memberships())]).toEqual(found);
});

/** Lets a process recalculate until it waits for a table, kills it there with its connections, and opens the table again. */
async function killAt(table: string): Promise<void> {
  const { url } = await testDatabase();
  const child = fork("lib/segments/testing/drain.ts", [url], { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit");
  await ctx.sql.begin(async (gate) => {
    await gate`lock table ${gate(table)} in share mode`;
    await untilWaiting(ctx, 1);
    child.kill("SIGKILL");
    await ended;
    // The server notices a dead client when it next writes to it; a host that dies takes its connections with it at once.
    await ctx.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
  });
}

test.each(["segment_members", "segment_traffic", "events"])(
  "a recalculation that is killed at %s has done nothing, and the next one does all of it once",
  async (table) => {
    const segment = await create("Big", { all: [{ field: "contact.fields.size", op: "greater", value: 4 }] });
    await settle(ctx);
    for (let who = 0; who < 5; who++) await put(ctx, audienceId, `p${who}@example.com`, { fields: { size: 9 } });
    while (await relayEvents(ctx, [stalePlanner]));
    await killAt(table);
    expect(await membersOf(ctx, audienceId, segment.id)).toEqual([]);
    await settle(ctx);
    expect(await membersOf(ctx, audienceId, segment.id)).toHaveLength(5);
    const told = await ctx.sql`select 1 from events where source_id = ${segment.id}`;
    expect(told).toHaveLength(5);
    await expectCountsToAddUp();
  },
);

test("a rebuild that is killed goes on where it was", async () => {
  for (let who = 0; who < 5; who++) await put(ctx, audienceId, `p${who}@example.com`, { fields: { size: 9 } });
  await settle(ctx);
  const segment = await create("Big", { all: [{ field: "contact.fields.size", op: "greater", value: 4 }] });
  await killAt("segment_traffic");
  expect(await getSegment(ctx, { audienceId, segmentId: segment.id })).toMatchObject({
    memberCount: 0,
    building: { done: 0, total: 5 },
  });
  await settle(ctx);
  expect(await getSegment(ctx, { audienceId, segmentId: segment.id })).toMatchObject({
    memberCount: 5,
    building: null,
  });
  await expectCountsToAddUp();
});
