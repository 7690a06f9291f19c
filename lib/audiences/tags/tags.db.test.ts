import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/ids";
import { contacts, tags } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { countMax } from "../contact-count";
import { createAudience } from "../create";
import { insertContacts } from "../testing";
import { createTag } from "./create";
import { deleteTag } from "./delete";
import { listTags } from "./list";
import { mergeTag } from "./merge";
import { updateTag } from "./update";
import { getTagUsage } from "./usage";

let base: TestCtx;
beforeAll(async () => {
  base = await testCtx();
});

async function audienceOf(ctx: WorkspaceCtx) {
  const { id: audienceId } = await createAudience(ctx, { name: "Tags", doubleOptIn: false });
  return {
    audienceId,
    add: (name: string) => createTag(ctx, { audienceId, name }),
    names: async () => (await listTags(ctx, { audienceId, limit: 50 })).items.map(({ name }) => name),
    row: async (tagId: string) => (await ctx.db.select().from(tags).where(eq(tags.id, tagId)))[0],
  };
}

test("tags are listed by name with their contacts, page by page, and searched", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add } = await audienceOf(ctx);
  const lead = await add("Lead");
  const customer = await add("customer");
  await add("old_lead");
  await insertContacts(ctx, audienceId, [{ tagIds: [lead.id, customer.id] }, { tagIds: [lead.id] }, {}]);
  const first = await listTags(ctx, { audienceId, limit: 2 });
  expect(first.items.map(({ name, contacts }) => [name, contacts])).toEqual([
    ["customer", 1],
    ["Lead", 2],
  ]);
  const rest = await listTags(ctx, { audienceId, limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest).toMatchObject({ items: [{ name: "old_lead", contacts: 0 }], nextCursor: null });
  const search = async (text: string) =>
    (await listTags(ctx, { audienceId, limit: 50, search: text })).items.map(({ name }) => name);
  expect(await search(" LEAD ")).toEqual(["Lead", "old_lead"]);
  expect(await search("_")).toEqual(["old_lead"]);
  expect(await search("\\")).toEqual([]);
  expect(await getTagUsage(ctx, { audienceId, tagId: lead.id })).toEqual({ contacts: 2, places: [] });
});

test("a list counts to 10,000, the usage exactly", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add } = await audienceOf(ctx);
  const { id: tagId } = await add("Everybody");
  for (let i = 0; i < 6; i++)
    await insertContacts(
      ctx,
      audienceId,
      Array.from({ length: countMax / 5 }, () => ({ tagIds: [tagId] })),
    );
  const { items } = await listTags(ctx, { audienceId, limit: 1 });
  expect(items).toMatchObject([{ contacts: 10_000, contactsCapped: true }]);
  expect(await getTagUsage(ctx, { audienceId, tagId })).toEqual({ contacts: 12_000, places: [] });
  await ctx.db.delete(contacts).where(eq(contacts.audienceId, audienceId));
});

test("a rename to a name that exists, in whatever case, says to merge", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add, names } = await audienceOf(ctx);
  const { id: tagId } = await add("lead");
  await add("Prospect");
  await expect(updateTag(ctx, { audienceId, tagId, name: "PROSPECT" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Merge the two instead"),
    issues: [{ path: "name" }],
  });
  expect(await updateTag(ctx, { audienceId, tagId, name: "Lead" })).toMatchObject({ id: tagId, name: "Lead" });
  expect(await names()).toEqual(["Lead", "Prospect"]);
});

test("a merged tag vanishes at once and points to the one its contacts get", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add, names, row } = await audienceOf(ctx);
  const [lead, prospect] = [await add("lead"), await add("prospect")];
  ctx.sent.length = 0;
  expect(await mergeTag(ctx, { audienceId, tagId: lead.id, intoTagId: prospect.id })).toEqual(prospect);
  expect(ctx.sent).toEqual(["audiences/changed"]);
  expect(await names()).toEqual(["prospect"]);
  expect(await row(lead.id)).toMatchObject({ mergedInto: prospect.id, removedAt: ctx.now() });
  expect((await add("LEAD")).id).not.toBe(lead.id);
});

test("a tag that is being merged follows the one it goes into", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add, row } = await audienceOf(ctx);
  const [a, b, c] = [await add("a"), await add("b"), await add("c")];
  await mergeTag(ctx, { audienceId, tagId: a.id, intoTagId: b.id });
  await mergeTag(ctx, { audienceId, tagId: b.id, intoTagId: c.id });
  expect(await row(a.id)).toMatchObject({ mergedInto: c.id });
  await deleteTag(ctx, { audienceId, tagId: c.id });
  expect(await row(a.id)).toMatchObject({ mergedInto: null });
  expect(await row(b.id)).toMatchObject({ mergedInto: null });
});

test("a tag can't be merged into itself, a removed tag or a tag of another audience", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add, names } = await audienceOf(ctx);
  const elsewhere = await audienceOf(ctx);
  const [lead, old, foreign] = [await add("lead"), await add("old"), await elsewhere.add("lead")];
  await deleteTag(ctx, { audienceId, tagId: old.id });
  const merge = (intoTagId: string) => mergeTag(ctx, { audienceId, tagId: lead.id, intoTagId });
  await expect(merge(lead.id)).rejects.toMatchObject({ code: "invalid_input" });
  await expect(merge(old.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(merge(foreign.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await names()).toEqual(["lead"]);
});

test("of tags with one name that are made at the same time, one is made", async () => {
  const { add, names } = await audienceOf(await testWorkspace(base));
  const made = await Promise.allSettled(["lead", "Lead", "LEAD"].map(add));
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await names()).toHaveLength(1);
});

test("another workspace can't see or change a tag", async () => {
  const ctx = await testWorkspace(base);
  const other = await testWorkspace(base);
  const { audienceId, add, names } = await audienceOf(ctx);
  const [{ id: tagId }, { id: intoTagId }] = [await add("lead"), await add("prospect")];
  for (const attempt of [
    () => listTags(other, { audienceId, limit: 50 }),
    () => createTag(other, { audienceId, name: "x" }),
    () => updateTag(other, { audienceId, tagId, name: "x" }),
    () => mergeTag(other, { audienceId, tagId, intoTagId }),
    () => deleteTag(other, { audienceId, tagId }),
    () => getTagUsage(other, { audienceId, tagId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect(await names()).toEqual(["lead", "prospect"]);
});

test("a viewer changes no tag", async () => {
  const ctx = await testWorkspace(base, "viewer");
  const [audienceId, tagId] = [newId("aud"), newId("tag")];
  for (const attempt of [
    () => createTag(ctx, { audienceId, name: "x" }),
    () => updateTag(ctx, { audienceId, tagId, name: "x" }),
    () => mergeTag(ctx, { audienceId, tagId, intoTagId: newId("tag") }),
    () => deleteTag(ctx, { audienceId, tagId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
});
