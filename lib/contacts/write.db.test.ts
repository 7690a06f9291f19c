import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/ids";
import { dataFields, tags } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { type EventPlanner, relayEvents } from "../events/relay";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { audienceOf } from "./audience-of";
import { type ContactChange, change } from "./change";
import { createContact } from "./create";
import { deleteContact } from "./delete";
import { deletionForgetter } from "./forget-deleted";
import { getContact } from "./get";
import { listContactEvents } from "./history";
import { listContacts } from "./list";
import { createRetirement } from "./retire";
import { signUp } from "./testing/sign-up";
import { updateContact } from "./update";
import { changeContacts } from "./write";

let ctx: WorkspaceCtx & TestCtx;
let audience: Awaited<ReturnType<typeof testAudience>>;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx, {
    groups: ["VIP", "Beta"],
    fields: [{ key: "age", label: "Age", type: "number" }],
  });
});

const add = (email: string, more: Partial<Parameters<typeof createContact>[1]> = {}) =>
  createContact(ctx, { audienceId: audience.id, email, fields: {}, tags: [], groupIds: [], ...more });
const list = (query: Partial<Parameters<typeof listContacts>[1]> = {}) =>
  listContacts(ctx, { audienceId: audience.id, limit: 50, ...query });
const emails = async (query: Parameters<typeof list>[0]) => (await list(query)).items.map((item) => item.email);
async function upsert(addresses: string[], more: Partial<ContactChange> = {}) {
  const config = await audienceOf(ctx, audience.id);
  return changeContacts(
    ctx,
    addresses.map((email) => signUp(config, email, ctx.now(), more)),
  );
}

test("a batch that names one new address many times creates it once and answers each change in order", async () => {
  const results = await upsert(["a@example.com", "b@example.com", "a@example.com", "a@example.com"]);
  expect(results.map(({ outcome }) => outcome)).toEqual(["created", "created", "unchanged", "unchanged"]);
  expect((await list()).items).toHaveLength(2);
});

test("add, update, delete and add again in one batch end in the last state, with every event", async () => {
  const config = await audienceOf(ctx, audience.id);
  const source = { type: "api" as const, id: null, requestId: null, ip: null, userAgent: null };
  const base = { audience: config, target: { email: "x@example.com" }, source, at: ctx.now() };
  const [, , , last] = await changeContacts(ctx, [
    change({ ...base, intent: "add", fields: { first_name: "Old" } }),
    change({ ...base, intent: "upsert", fields: { age: 3 } }),
    change({ ...base, intent: "delete" }),
    change({ ...base, intent: "add", fields: { age: 4 } }),
  ]);
  const { items } = await list();
  expect(items).toMatchObject([{ email: "x@example.com", fields: { age: 4 } }]);
  const events = await ctx.sql`select type from events where audience_id = ${audience.uuid} order by id`;
  expect(events.map(({ type }) => type)).toEqual([
    "contact.created",
    "contact.subscribed",
    "contact.updated",
    "contact.deleted",
    "contact.created",
    "contact.subscribed",
  ]);
  expect(items[0]?.id.slice(4)).toHaveLength(26);
  expect(last?.outcome).toBe("created");
});

test("five hundred changes are one transaction with the same rows as one by one", async () => {
  const results = await upsert(Array.from({ length: 500 }, (_, index) => `n${index}@example.com`));
  expect(results.every(({ outcome }) => outcome === "created")).toBe(true);
  const [rows] = await ctx.sql`
    select (select count(*)::int from contacts where audience_id = ${audience.uuid}) as contacts,
      (select count(*)::int from events where audience_id = ${audience.uuid}) as events,
      (select count(*)::int from consent_log where audience_id = ${audience.uuid}) as consent,
      (select sum(contacts)::int from audience_counters where audience_id = ${audience.uuid}) as counted,
      (select count(distinct created_at)::int from contacts where audience_id = ${audience.uuid}) as moments`;
  expect(rows).toEqual({ contacts: 500, events: 1000, consent: 500, counted: 500, moments: 1 });
});

test("tags are made once, whatever their case, and groups must exist", async () => {
  await add("a@example.com", { tags: ["VIP", "new"] });
  await add("b@example.com", { tags: ["vip"] });
  expect((await list()).items.map((item) => item.tags)).toEqual([["VIP"], ["new", "VIP"]]);
  await expect(add("c@example.com", { groupIds: [newId("grp")] })).rejects.toMatchObject({
    code: "invalid_input",
    issues: [{ path: "groupIds.0" }],
  });
});

test("a page of contacts is newest first and goes on exactly where the last one ended", async () => {
  await upsert(Array.from({ length: 25 }, (_, index) => `p${String(index).padStart(2, "0")}@example.com`));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 10, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.items.map((item) => item.email));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([...seen].sort().reverse());
  expect(new Set(seen).size).toBe(25);
});

test("filters narrow by address, status, tag, group and the beginnings of words", async () => {
  await add("jane.doe@acme.example", { fields: { first_name: "Jane", last_name: "Doe" }, tags: ["vip"] });
  await add("joe@shop.example", { fields: { first_name: "Joe" }, groupIds: [audience.groupIds[0] ?? ""] });
  await add("ann@shop.example", { status: "unsubscribed" });
  expect(await emails({ email: "JANE.DOE@acme.example" })).toEqual(["jane.doe@acme.example"]);
  expect(await emails({ email: "not an address" })).toEqual([]);
  expect(await emails({ status: "unsubscribed" })).toEqual(["ann@shop.example"]);
  expect(await emails({ tag: "VIP" })).toEqual(["jane.doe@acme.example"]);
  expect(await emails({ tag: "unknown" })).toEqual([]);
  expect(await emails({ group: "vip" })).toEqual(["joe@shop.example"]);
  expect(await emails({ group: audience.groupIds[0] })).toEqual(["joe@shop.example"]);
  expect(await emails({ search: "ja do" })).toEqual(["jane.doe@acme.example"]);
  expect(await emails({ search: "shop" })).toEqual(["ann@shop.example", "joe@shop.example"]);
  expect(await emails({ search: "jane.doe@ac" })).toEqual(["jane.doe@acme.example"]);
  expect(await emails({ search: "' \\ & | ! ( ) :*" })).toEqual([]);
  await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("changing a contact replaces tags and groups when given, keeps the rest, and the search follows", async () => {
  const { id: contactId } = await add("old@example.com", { fields: { first_name: "Jane", age: 3 }, tags: ["a", "b"] });
  const input = { audienceId: audience.id, contactId };
  const updated = await updateContact(ctx, {
    ...input,
    email: "new@example.com",
    fields: { first_name: "Janet" },
    tags: ["b", "c"],
  });
  expect(updated).toMatchObject({
    email: "new@example.com",
    fields: { first_name: "Janet", age: 3 },
    tags: ["b", "c"],
  });
  expect(await emails({ search: "janet" })).toEqual(["new@example.com"]);
  expect(await emails({ search: "old" })).toEqual([]);
  const { items } = await listContactEvents(ctx, { ...input, limit: 10 });
  expect(
    items
      .map(({ type }) => type)
      .slice(0, 3)
      .sort(),
  ).toEqual(["contact.tag_added", "contact.tag_removed", "contact.updated"]);
  expect(items.find(({ type }) => type === "contact.updated")?.data).toMatchObject({
    changed: ["email", "first_name"],
    previous: { email: "old@example.com", first_name: "Jane" },
  });
});

test("an address that another contact has is a conflict, and nothing changes", async () => {
  await add("taken@example.com");
  const { id: contactId } = await add("mine@example.com");
  await expect(add("taken@example.com")).rejects.toMatchObject({ code: "conflict" });
  await expect(
    updateContact(ctx, { audienceId: audience.id, contactId, email: "TAKEN@example.com", fields: { age: 5 } }),
  ).rejects.toMatchObject({ code: "conflict" });
  expect(await getContact(ctx, { audienceId: audience.id, contactId })).toMatchObject({
    email: "mine@example.com",
    fields: {},
  });
});

test("wrong values are refused together, each at its place", async () => {
  await expect(add("nope", { fields: { age: "old", nothing: 1 } })).rejects.toMatchObject({
    code: "invalid_input",
    issues: [{ path: "fields.age" }, { path: "fields.nothing" }, { path: "email" }],
  });
});

test("deleting removes the contact and scrubs its data, and it can be added anew without its old values", async () => {
  const { id: contactId } = await add("gone@example.com", { fields: { first_name: "Secret" }, tags: ["t"] });
  await ctx.sql`insert into mails (id, workspace_id, contact_id, kind, to_address, subject, html, text, state, due_at)
    select gen_random_uuid(), workspace_id, id, 'confirmation', email, 's', 'Secret', 'Secret', 'sent', now() from contacts
    where audience_id = ${audience.uuid}`;
  const input = { audienceId: audience.id, contactId };
  await deleteContact(ctx, input);
  await expect(getContact(ctx, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteContact(ctx, input)).rejects.toMatchObject({ code: "not_found" });
  const [left] = await ctx.sql`
    select (select count(*)::int from events where audience_id = ${audience.uuid} and data::text like '%Secret%'
        and type <> 'contact.deleted') as events,
      (select count(*)::int from mails where html like '%Secret%' or to_address like 'gone%') as mails,
      (select coalesce(sum(contacts), 0)::int from audience_counters where audience_id = ${audience.uuid}) as counted`;
  expect(left).toEqual({ events: 0, mails: 0, counted: 0 });
  expect((await add("gone@example.com")).fields).toEqual({});
});

test("the event of a deletion tells of it once and then forgets the contact too", async () => {
  const { id: contactId } = await add("told@example.com", { fields: { first_name: "Told" } });
  await deleteContact(ctx, { audienceId: audience.id, contactId });
  const told: unknown[] = [];
  const tell: EventPlanner = {
    types: ["contact.deleted"],
    plan: async (_tx, events) => {
      told.push(...events.filter(({ audienceId }) => audienceId === audience.uuid).map(({ data }) => data));
      return [];
    },
  };
  while (await relayEvents(ctx, [tell, deletionForgetter]));
  expect(told).toMatchObject([{ contact: { email: "told@example.com" } }]);
  const left = await ctx.sql`select 1 from events where audience_id = ${audience.uuid} and data::text ilike '%told%'`;
  expect(left).toHaveLength(0);
});

test("an address that complained and was deleted does not come back as Active", async () => {
  const { id: contactId } = await add("angry@example.com");
  await ctx.sql`update contacts set status = 'complained' where audience_id = ${audience.uuid}`;
  await deleteContact(ctx, { audienceId: audience.id, contactId });
  expect((await add("angry@example.com", { status: "subscribed" })).status).toBe("complained");
});

test("a deleted tag comes off every contact, a merged one becomes the other, and their rows go", async () => {
  await add("a@example.com", { tags: ["old", "keep"] });
  await add("b@example.com", { tags: ["dup"] });
  const rows = await ctx.db.select().from(tags).where(eq(tags.audienceId, audience.id));
  const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? "";
  await ctx.db
    .update(tags)
    .set({ removedAt: ctx.now(), matchName: "removed:1" })
    .where(eq(tags.id, idOf("old")));
  await ctx.db
    .update(tags)
    .set({ removedAt: ctx.now(), matchName: "removed:2", mergedInto: idOf("keep") })
    .where(eq(tags.id, idOf("dup")));
  const step = createRetirement(ctx);
  while (await step());
  expect((await list()).items.map((item) => item.tags)).toEqual([["keep"], ["keep"]]);
  expect((await ctx.db.select().from(tags).where(eq(tags.audienceId, audience.id))).map((row) => row.name)).toEqual([
    "keep",
  ]);
});

test("a deleted data field leaves no value behind, and no event", async () => {
  await add("a@example.com", { fields: { age: 7, first_name: "A" } });
  await ctx.db.update(dataFields).set({ removedAt: ctx.now() }).where(eq(dataFields.key, "age"));
  const step = createRetirement(ctx);
  while (await step());
  const [row] = await ctx.sql`select fields from contacts where audience_id = ${audience.uuid}`;
  expect(row?.fields).toEqual({ first_name: "A" });
  const events =
    await ctx.sql`select type from events where audience_id = ${audience.uuid} and type = 'contact.updated'`;
  expect(events).toHaveLength(0);
});

test("a change that waited for another one keeps the tag that the other one has just made", async () => {
  await upsert(["x@example.com"]);
  let waiting: Promise<unknown> = Promise.resolve();
  await ctx.sql.begin(async (tx) => {
    await tx`select from contacts where audience_id = ${audience.uuid} for update`;
    waiting = upsert(["x@example.com"], { fields: { first_name: "Late" } });
    await expect
      .poll(
        async () =>
          (
            await ctx.sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
          ).length,
      )
      .toBe(1);
    await tx`insert into tags (id, audience_id, name, match_name) values ('01890a5d-ac96-774b-bcce-b302099a8057', ${audience.uuid}, 'new', 'new')`;
    await tx`update contacts set tag_ids = '{01890a5d-ac96-774b-bcce-b302099a8057}' where audience_id = ${audience.uuid}`;
  });
  await waiting;
  expect((await list()).items).toMatchObject([{ fields: { first_name: "Late" }, tags: ["new"] }]);
});
