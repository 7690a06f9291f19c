import { beforeEach, describe, expect, test } from "vitest";
import { fromUuid, toUuid } from "@/db/ids";
import { deleteField } from "../audiences/fields/delete";
import { getFieldUsage } from "../audiences/fields/usage";
import { deleteTag } from "../audiences/tags/delete";
import { listTags } from "../audiences/tags/list";
import { mergeTag } from "../audiences/tags/merge";
import { updateTag } from "../audiences/tags/update";
import { getTagUsage } from "../audiences/tags/usage";
import { createRetirement } from "../contacts/retire";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { createSegment } from "./create";
import { deleteSegment } from "./delete";
import { explainSegment } from "./explain";
import { getSegment } from "./get";
import { listContactSegments } from "./list-of-contact";
import { previewSegment } from "./preview";
import type { Rules } from "./rules";
import { membersOf, put, settle } from "./testing/settle";
import { getSegmentTraffic } from "./traffic";
import { updateSegment } from "./update";

let ctx: WorkspaceCtx & TestCtx;
let audienceId: string;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  ({ id: audienceId } = await testAudience(ctx, {
    fields: [
      { key: "house", label: "House" },
      { key: "age", label: "Age", type: "number" },
      { key: "birthday", label: "Birthday", type: "date" },
      { key: "plan", label: "Plan", type: "choice", options: ["Free", "Paid"] },
    ],
    groups: ["Buyers"],
  }));
});

const create = (name: string, rules: Rules) => createSegment(ctx, { audienceId, name, rules });
const lions: Rules = {
  all: [
    { field: "contact.tags", op: "contains", value: "gold" },
    { field: "contact.fields.house", op: "is", value: "Lannister" },
  ],
};
const members = (segmentId: string) => membersOf(ctx, audienceId, segmentId);

async function movements(segmentId: string): Promise<string[]> {
  const rows = await ctx.sql<{ type: string; email: string }[]>`
    select type, data -> 'contact' ->> 'email' as email from events
    where source_id = ${segmentId} order by id`;
  return rows.map(({ type, email }) => `${type} ${email}`);
}

describe("membership", () => {
  test("follows a contact's changes, for a tag that did not exist when the rules were written", async () => {
    const segment = await create("Lions", lions);
    await put(ctx, audienceId, "tyrion@example.com", { fields: { house: "lannister" }, addTags: ["Gold"] });
    await put(ctx, audienceId, "margaery@example.com", { fields: { house: "Tyrell" }, addTags: ["Gold"] });
    await settle(ctx);
    expect(await members(segment.id)).toEqual(["tyrion@example.com"]);
    await put(ctx, audienceId, "tyrion@example.com", { fields: { house: "Targaryen" } });
    await put(ctx, audienceId, "margaery@example.com", { fields: { house: "Lannister" } });
    await settle(ctx);
    expect(await members(segment.id)).toEqual(["margaery@example.com"]);
    expect((await getSegment(ctx, { audienceId, segmentId: segment.id })).memberCount).toBe(1);
  });

  test("entering and leaving are told once each; the first build tells nothing", async () => {
    await put(ctx, audienceId, "old@example.com", { fields: { house: "Lannister" }, addTags: ["gold"] });
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 1_000);
    const segment = await create("Lions", lions);
    await settle(ctx);
    expect(await members(segment.id)).toEqual(["old@example.com"]);
    expect(await movements(segment.id)).toEqual([]);
    const id = await put(ctx, audienceId, "new@example.com", { fields: { house: "Lannister" }, addTags: ["gold"] });
    await settle(ctx);
    await put(ctx, audienceId, "new@example.com", { fields: { first_name: "Cersei" } });
    await settle(ctx);
    await put(ctx, audienceId, "new@example.com", { fields: { house: null } });
    await settle(ctx);
    expect(await movements(segment.id)).toEqual(["segment.entered new@example.com", "segment.left new@example.com"]);
    expect(await listContactSegments(ctx, { audienceId, contactId: fromUuid("con", id) })).toMatchObject({ items: [] });
  });

  test("other rules rebuild the members and tell who comes and goes", async () => {
    await put(ctx, audienceId, "a@example.com", { fields: { age: 20 } });
    await put(ctx, audienceId, "b@example.com", { fields: { age: 40 } });
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 1_000);
    const segment = await create("Grown", { all: [{ field: "contact.fields.age", op: "less", value: 30 }] });
    await settle(ctx);
    const changed = await updateSegment(ctx, {
      audienceId,
      segmentId: segment.id,
      rules: { all: [{ field: "contact.fields.age", op: "at_least", value: 30 }] },
    });
    expect(changed.building).toEqual({ done: 0, total: 2 });
    await settle(ctx);
    expect(await members(segment.id)).toEqual(["b@example.com"]);
    expect((await movements(segment.id)).sort()).toEqual([
      "segment.entered b@example.com",
      "segment.left a@example.com",
    ]);
    expect(await getSegment(ctx, { audienceId, segmentId: segment.id })).toMatchObject({
      building: null,
      memberCount: 1,
    });
  });

  test("a deleted contact is no member any more and nobody is told that it left", async () => {
    const segment = await create("All", { all: [{ field: "contact.email", op: "is_set" }] });
    const id = await put(ctx, audienceId, "gone@example.com");
    await settle(ctx);
    await put(ctx, audienceId, "gone@example.com", { intent: "delete" });
    await settle(ctx);
    expect((await getSegment(ctx, { audienceId, segmentId: segment.id })).memberCount).toBe(0);
    const [left] = await ctx.sql`select count(*)::int as rows from segment_members where contact_id = ${id}`;
    expect(left?.rows).toBe(0);
    const told = await ctx.sql`select 1 from events where source_id = ${segment.id} and type = 'segment.left'`;
    expect(told).toHaveLength(0);
  });

  test("passes through segments that read each other, in one step", async () => {
    const inner = await create("Inner", { all: [{ field: "contact.fields.age", op: "greater", value: 10 }] });
    const middle = await create("Middle", { all: [{ field: "segment", op: "is_in", value: inner.id }] });
    const outer = await create("Outer", { all: [{ field: "segment", op: "is_not_in", value: middle.id }] });
    await put(ctx, audienceId, "a@example.com", { fields: { age: 5 } });
    await settle(ctx);
    expect(await members(outer.id)).toEqual(["a@example.com"]);
    await put(ctx, audienceId, "a@example.com", { fields: { age: 15 } });
    await settle(ctx);
    expect(await Promise.all([inner, middle, outer].map(({ id }) => members(id)))).toEqual([
      ["a@example.com"],
      ["a@example.com"],
      [],
    ]);
  });

  test("turns by the clock alone", async () => {
    ctx.clock.now = new Date("2026-02-20T10:00:00Z");
    await put(ctx, audienceId, "leap@example.com", { fields: { birthday: "2000-02-29" } });
    const birthday = await create("Birthday", { all: [{ field: "contact.fields.birthday", op: "anniversary_today" }] });
    const fresh = await create("Fresh", { all: [{ field: "contact.createdAt", op: "in_last_days", value: 7 }] });
    await settle(ctx);
    expect([await members(birthday.id), await members(fresh.id)]).toEqual([[], ["leap@example.com"]]);
    ctx.clock.now = new Date("2026-02-27T23:59:59Z");
    await settle(ctx);
    expect([await members(birthday.id), await members(fresh.id)]).toEqual([[], ["leap@example.com"]]);
    ctx.clock.now = new Date("2026-02-28T00:00:00Z");
    await settle(ctx);
    expect([await members(birthday.id), await members(fresh.id)]).toEqual([["leap@example.com"], []]);
    ctx.clock.now = new Date("2026-03-01T00:00:01Z");
    await settle(ctx);
    expect(await members(birthday.id)).toEqual([]);
    expect(await movements(birthday.id)).toEqual(["segment.entered leap@example.com", "segment.left leap@example.com"]);
    ctx.clock.now = new Date("2028-02-29T00:00:01Z");
    await settle(ctx);
    expect(await members(birthday.id)).toEqual(["leap@example.com"]);
  });
});

describe("rules", () => {
  const refused = (rules: Rules) => create("X", rules).catch((error: { issues?: unknown }) => error.issues);

  test("name the row that is wrong", async () => {
    expect(
      await refused({
        all: [
          { field: "contact.shoe", op: "is", value: 1 },
          { any: [{ field: "contact.fields.age", op: "contains", value: 1 }] },
          { field: "contact.fields.age", op: "is", value: "old" },
          { field: "contact.groups", op: "contains", value: "Nobody" },
          { field: "contact.fields.plan", op: "is", value: "Gold" },
          { field: "segment", op: "is_in", value: "seg_01h455vb4pex5vsknk084sn02q" },
        ],
      }),
    ).toEqual([
      { path: "rules.all.0.field", message: "There is no property named contact.shoe here." },
      { path: "rules.all.1.any.0.op", message: "Age can't be compared by contains." },
      { path: "rules.all.2.value", message: "Give a number, like 42." },
      { path: "rules.all.3.value", message: "There is no group Nobody in this audience." },
      { path: "rules.all.4.value", message: "Plan must be one of: Free, Paid." },
      { path: "rules.all.5.value", message: "There is no segment seg_01h455vb4pex5vsknk084sn02q in this audience." },
    ]);
  });

  test("may not lead back to themselves through others", async () => {
    const a = await create("A", { all: [{ field: "contact.status", op: "is", value: "Active" }] });
    const b = await create("B", { all: [{ field: "segment", op: "is_in", value: a.id }] });
    const outcome = updateSegment(ctx, {
      audienceId,
      segmentId: a.id,
      rules: {
        any: [
          { field: "contact.status", op: "is", value: "subscribed" },
          { field: "segment", op: "is_in", value: b.id },
        ],
      },
    });
    await expect(outcome).rejects.toMatchObject({
      issues: [
        { path: "rules.any.1.value", message: "A segment can't depend on itself: A → B → A. Choose another segment." },
      ],
    });
  });

  test("show tags by name and groups by id, whatever was written", async () => {
    await put(ctx, audienceId, "a@example.com", { addTags: ["Gold"] });
    const segment = await create("Tagged", {
      any: [
        { field: "contact.tags", op: "any_of", value: ["GOLD", "silver"] },
        { field: "contact.groups", op: "contains", value: "buyers" },
      ],
    });
    expect(segment.rules).toMatchObject({
      any: [{ value: ["Gold", "silver"] }, { value: expect.stringMatching(/^grp_/) }],
    });
  });

  test("a segment that another one reads can't be deleted", async () => {
    const a = await create("A", { all: [{ field: "contact.status", op: "is", value: "subscribed" }] });
    const b = await create("B", { all: [{ field: "segment", op: "is_in", value: a.id }] });
    await expect(deleteSegment(ctx, { audienceId, segmentId: a.id })).rejects.toMatchObject({
      code: "conflict",
      message: "A is used by B. Take it out of their rules first.",
    });
    await deleteSegment(ctx, { audienceId, segmentId: b.id });
    await deleteSegment(ctx, { audienceId, segmentId: a.id });
  });
});

describe("what rules name", () => {
  const tagId = async (name: string) =>
    (await listTags(ctx, { audienceId, limit: 50 })).items.find((tag) => tag.name === name)?.id ?? "";

  test("a renamed tag stays the same tag, and a name that moves to another tag moves the rule that meant nobody", async () => {
    const waiting = await create("Waiting", { all: [{ field: "contact.tags", op: "contains", value: "silver" }] });
    await put(ctx, audienceId, "a@example.com", { addTags: ["gold"] });
    const gold = await create("Gold", { all: [{ field: "contact.tags", op: "contains", value: "gold" }] });
    await settle(ctx);
    await updateTag(ctx, { audienceId, tagId: await tagId("gold"), name: "Silver" });
    await settle(ctx);
    expect([await members(waiting.id), await members(gold.id)]).toEqual([["a@example.com"], ["a@example.com"]]);
    expect((await getSegment(ctx, { audienceId, segmentId: gold.id })).rules).toMatchObject({
      all: [{ value: "Silver" }],
    });
  });

  test("a merged tag is followed, a deleted one is kept by its name", async () => {
    await put(ctx, audienceId, "a@example.com", { addTags: ["gold"] });
    await put(ctx, audienceId, "b@example.com", { addTags: ["vip"] });
    const segment = await create("Gold", { all: [{ field: "contact.tags", op: "contains", value: "gold" }] });
    await settle(ctx);
    expect((await getTagUsage(ctx, { audienceId, tagId: await tagId("gold") })).places).toEqual([
      { type: "segment", id: segment.id, name: "Gold" },
    ]);
    await mergeTag(ctx, { audienceId, tagId: await tagId("gold"), intoTagId: await tagId("vip") });
    const retire = createRetirement(ctx);
    while (await retire());
    await settle(ctx);
    expect(await members(segment.id)).toEqual(["a@example.com", "b@example.com"]);
    await deleteTag(ctx, { audienceId, tagId: await tagId("vip") });
    await settle(ctx);
    expect(await members(segment.id)).toEqual([]);
    await put(ctx, audienceId, "c@example.com", { addTags: ["VIP"] });
    await settle(ctx);
    expect(await members(segment.id)).toEqual(["c@example.com"]);
  });

  test("a deleted data field takes its readers' members, a new one of that key brings them", async () => {
    await put(ctx, audienceId, "a@example.com", { fields: { house: "Stark" } });
    const segment = await create("Starks", { all: [{ field: "contact.fields.house", op: "is", value: "stark" }] });
    await settle(ctx);
    expect((await getFieldUsage(ctx, { audienceId, key: "house" })).places).toMatchObject([{ id: segment.id }]);
    await deleteField(ctx, { audienceId, key: "house" });
    await settle(ctx);
    expect(await members(segment.id)).toEqual([]);
  });
});

test("preview counts and shows contacts without saving anything", async () => {
  await put(ctx, audienceId, "a@example.com", { fields: { house: "100% Stark_" } });
  await put(ctx, audienceId, "b@example.com", { fields: { house: "Arryn" } });
  const rules: Rules = { all: [{ field: "contact.fields.house", op: "contains", value: "% stark_" }] };
  expect(await previewSegment(ctx, { audienceId, rules })).toMatchObject({
    count: 1,
    capped: false,
    sample: [{ email: "a@example.com" }],
  });
});

test("an explanation says of each condition whether it holds and what the contact has", async () => {
  const segment = await create("Lions", lions);
  const id = await put(ctx, audienceId, "a@example.com", { fields: { house: "Tyrell" }, addTags: ["Gold"] });
  await settle(ctx);
  expect(
    await explainSegment(ctx, { audienceId, segmentId: segment.id, contactId: fromUuid("con", id) }),
  ).toMatchObject({
    matches: false,
    member: false,
    rules: {
      result: false,
      all: [
        { op: "contains", value: "gold", result: true, actual: [{ name: "Gold" }] },
        { op: "is", value: "Lannister", result: false, actual: "Tyrell" },
      ],
    },
  });
});

test("traffic adds up to the number of members", async () => {
  const segment = await create("All", { all: [{ field: "contact.email", op: "is_set" }] });
  for (const name of ["a", "b", "c"]) await put(ctx, audienceId, `${name}@example.com`);
  await settle(ctx);
  await put(ctx, audienceId, "a@example.com", { intent: "delete" });
  await settle(ctx);
  const { items } = await getSegmentTraffic(ctx, { audienceId, segmentId: segment.id, by: "day", days: 3 });
  expect(items.map(({ entered, left, members }) => [entered, left, members])).toEqual([
    [0, 0, 0],
    [0, 0, 0],
    [3, 1, 2],
  ]);
});

test("another workspace sees no segment", async () => {
  const segment = await create("Mine", lions);
  const stranger = await testWorkspace(ctx);
  await expect(getSegment(stranger, { audienceId, segmentId: segment.id })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(toUuid("seg", segment.id)).toHaveLength(36);
});
