import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/ids";
import { audiences, dataFields, inboundRequests } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Input } from "../../http/contract";
import { generateWebhook } from "../../inbound/generate-webhook";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { testHook } from "../../testing/workspace-webhook";
import { createAudience } from "../create";
import { insertContacts } from "../testing";
import type { createFieldContract } from "./contract";
import { createField } from "./create";
import { deleteField } from "./delete";
import { getFieldImpact } from "./impact";
import { listFields } from "./list";
import { reorderFields } from "./reorder";
import { updateField } from "./update";
import { getFieldUsage } from "./usage";

let base: TestCtx;
beforeAll(async () => {
  base = await testCtx();
});

type NewField = Omit<Input<typeof createFieldContract>, "audienceId">;
const textField: NewField = {
  label: "City",
  type: "text",
  options: [],
  required: false,
  default: null,
  private: false,
};

async function audienceOf(ctx: WorkspaceCtx) {
  const { id: audienceId } = await createAudience(ctx, { name: "Fields", doubleOptIn: false });
  return {
    audienceId,
    add: (field: Partial<NewField> = {}) => createField(ctx, { ...textField, ...field, audienceId }),
    keys: async () => (await listFields(ctx, { audienceId })).items.map(({ key }) => key),
    version: async () => {
      const [row] = await ctx.db.select().from(audiences).where(eq(audiences.id, audienceId));
      return row?.configVersion;
    },
  };
}

test("a field is added last, with its key made from the label and its default in normal form", async () => {
  const ctx = await testWorkspace(base);
  const { add, keys, version } = await audienceOf(ctx);
  expect(await add({ label: "Shoe size", type: "number", default: "41", required: true, private: true })).toEqual({
    key: "shoe_size",
    label: "Shoe size",
    type: "number",
    options: [],
    required: true,
    default: 41,
    private: true,
    position: 2,
    createdAt: ctx.now().toISOString(),
  });
  expect(await keys()).toEqual(["first_name", "last_name", "shoe_size"]);
  expect(await version()).toBe(2);
});

test("a key that differs by case and separators alone is taken", async () => {
  const ctx = await testWorkspace(base);
  const { add, version } = await audienceOf(ctx);
  await expect(add({ key: "firstname" })).rejects.toMatchObject({ code: "conflict", issues: [{ path: "key" }] });
  await expect(add({ label: "First-Name" })).rejects.toMatchObject({ code: "conflict" });
  expect(await version()).toBe(1);
});

test("of fields with one key that are added at the same time, one is added", async () => {
  const ctx = await testWorkspace(base);
  const { add, keys } = await audienceOf(ctx);
  const added = await Promise.allSettled(Array.from({ length: 5 }, () => add()));
  expect(added.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await keys()).toEqual(["first_name", "last_name", "city"]);
});

test("a field may not take a built-in property's name", async () => {
  const { add } = await audienceOf(await testWorkspace(base));
  await expect(add({ label: "E-Mail" })).rejects.toMatchObject({ code: "invalid_input", issues: [{ path: "key" }] });
});

test("a default that does not fit the type is refused, also when the options change under it", async () => {
  const ctx = await testWorkspace(base);
  const { add, audienceId } = await audienceOf(ctx);
  await expect(add({ type: "number", default: "old" })).rejects.toMatchObject({ issues: [{ path: "default" }] });
  const { key } = await add({ label: "Plan", type: "choice", options: ["free", "pro"], default: "free" });
  await expect(updateField(ctx, { audienceId, key, options: ["pro"] })).rejects.toMatchObject({
    code: "invalid_input",
    issues: [{ path: "default", message: "The default does not fit: Plan must be one of: pro." }],
  });
  expect(await updateField(ctx, { audienceId, key, options: ["pro"], default: "PRO" })).toMatchObject({
    default: "pro",
  });
  expect(await updateField(ctx, { audienceId, key, default: null })).toMatchObject({ default: null, options: ["pro"] });
});

test("an audience has at most 100 fields", async () => {
  const ctx = await testWorkspace(base);
  const { add, audienceId } = await audienceOf(ctx);
  await ctx.db.insert(dataFields).values(
    Array.from({ length: 98 }, (_, i) => ({
      id: newId("fld"),
      audienceId,
      key: `f${i}`,
      matchKey: `f${i}`,
      label: `F${i}`,
      type: "text",
      position: i + 2,
    })),
  );
  await expect(add()).rejects.toMatchObject({ code: "conflict" });
});

test("a change keeps what it does not name and raises the version", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, version } = await audienceOf(ctx);
  expect(await updateField(ctx, { audienceId, key: "first_name", required: true })).toMatchObject({
    key: "first_name",
    label: "First name",
    required: true,
    position: 0,
  });
  expect(await version()).toBe(2);
});

test("a deleted field vanishes at once, wakes its removal and keeps its key until that has ended", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add, keys } = await audienceOf(ctx);
  ctx.sent.length = 0;
  await deleteField(ctx, { audienceId, key: "last_name" });
  expect(ctx.sent).toEqual(["audiences/changed"]);
  expect(await keys()).toEqual(["first_name"]);
  const gone = { code: "not_found" };
  await expect(deleteField(ctx, { audienceId, key: "last_name" })).rejects.toMatchObject(gone);
  await expect(updateField(ctx, { audienceId, key: "last_name", label: "x" })).rejects.toMatchObject(gone);
  await expect(add({ label: "Last name" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("is still being removed, try again in a moment"),
  });
  await ctx.db.delete(dataFields).where(eq(dataFields.matchKey, "lastname"));
  expect(await add({ label: "Last name" })).toMatchObject({ key: "last_name" });
});

test("fields are put in another order only when each is named once", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add, keys } = await audienceOf(ctx);
  await add();
  const { items } = await reorderFields(ctx, { audienceId, keys: ["city", "first_name", "last_name"] });
  expect(items.map(({ key, position }) => [key, position])).toEqual([
    ["city", 0],
    ["first_name", 1],
    ["last_name", 2],
  ]);
  for (const wrong of [["city"], ["city", "city", "last_name"], ["city", "first_name", "surname"]])
    await expect(reorderFields(ctx, { audienceId, keys: wrong })).rejects.toMatchObject({ code: "invalid_input" });
  expect(await keys()).toEqual(["city", "first_name", "last_name"]);
});

test("usage counts the contacts that hold a value, and in a choice each option", async () => {
  const ctx = await testWorkspace(base);
  const { audienceId, add } = await audienceOf(ctx);
  const { audienceId: elsewhere } = await audienceOf(ctx);
  await add({ label: "Plan", type: "choice", options: ["free", "pro"] });
  await insertContacts(ctx, audienceId, [
    { fields: { plan: "free", first_name: "A" } },
    { fields: { plan: "free" } },
    { fields: { plan: "gold" } },
    { fields: {} },
  ]);
  await insertContacts(ctx, elsewhere, [{ fields: { plan: "free" } }]);
  expect(await getFieldUsage(ctx, { audienceId, key: "first_name" })).toEqual({ contacts: 1, places: [], options: [] });
  expect(await getFieldUsage(ctx, { audienceId, key: "plan" })).toEqual({
    contacts: 3,
    places: [],
    options: [
      { option: "free", contacts: 2 },
      { option: "gold", contacts: 1 },
    ],
  });
});

describe("impact", () => {
  /** An audience with its webhook's id, and a request to it in the ledger. */
  async function ledgerOf(ctx: WorkspaceCtx) {
    const { audienceId, add } = await audienceOf(ctx);
    const { id: hookId } = await generateWebhook(ctx, { audienceId });
    const came = (...requests: Partial<typeof inboundRequests.$inferInsert>[]) =>
      ctx.db.insert(inboundRequests).values(
        requests.map((request) => ({
          id: newId("req"),
          workspaceId: ctx.workspace.id,
          audienceId,
          hookId,
          origin: "door",
          mode: "2",
          method: "POST",
          headers: {},
          status: 200,
          outcome: "created",
          message: "ok",
          fieldKeys: ["first_name"],
          durationMs: 1,
          createdAt: new Date(),
          ...request,
        })),
      );
    return { audienceId, add, came, impactOf: (key: string) => getFieldImpact(ctx, { audienceId, key }) };
  }

  test("counts the last day's accepted requests from outside that lacked the field", async () => {
    const ctx = await testWorkspace(base);
    const { came, impactOf } = await ledgerOf(ctx);
    const { audienceId: elsewhere } = await audienceOf(ctx);
    const longAgo = "req_01h455vb4pex5vsknk084sn02q";
    await came(
      {},
      { fieldKeys: ["last_name"] },
      { fieldKeys: null },
      { fieldKeys: [], status: 400 },
      { fieldKeys: [], origin: "test" },
      { fieldKeys: [], id: longAgo },
      { fieldKeys: [], audienceId: elsewhere },
    );
    expect(await impactOf("first_name")).toEqual({ requests: 3, lacking: 2, capped: false });
  });

  test("leaves out what came to a workspace webhook, which required fields don't bind", async () => {
    const ctx = await testWorkspace(base);
    const { audienceId, came, impactOf } = await ledgerOf(ctx);
    const shop = await testHook(ctx, { type: "SUBSCRIBED", audienceId });
    await came({ fieldKeys: [] }, { fieldKeys: [], hookId: shop.id }, { hookId: shop.id });
    expect(await impactOf("first_name")).toEqual({ requests: 1, lacking: 1, capped: false });
  });

  test("knows of a key that is no field yet who sent it, however they spelled it", async () => {
    const ctx = await testWorkspace(base);
    const { add, came, impactOf } = await ledgerOf(ctx);
    await came({ ignored: ["x", "Shoe-Size"] }, { ignored: ["shoes"] }, { fieldKeys: null });
    const impact = { requests: 3, lacking: 2, capped: false };
    expect(await impactOf("shoe_size")).toEqual(impact);
    await add({ label: "Shoe size", type: "number" });
    expect(await impactOf("shoe_size")).toEqual(impact);
    for (const never of ["email", "Shoe size"])
      await expect(impactOf(never)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("another workspace can't see or change the fields", async () => {
  const ctx = await testWorkspace(base);
  const other = await testWorkspace(base);
  const { audienceId, keys } = await audienceOf(ctx);
  const key = "first_name";
  for (const attempt of [
    () => listFields(other, { audienceId }),
    () => createField(other, { ...textField, audienceId }),
    () => updateField(other, { audienceId, key, label: "x" }),
    () => deleteField(other, { audienceId, key }),
    () => reorderFields(other, { audienceId, keys: ["last_name", key] }),
    () => getFieldUsage(other, { audienceId, key }),
    () => getFieldImpact(other, { audienceId, key }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect(await keys()).toEqual(["first_name", "last_name"]);
});

test("a viewer changes no field", async () => {
  const ctx = await testWorkspace(base, "viewer");
  const audienceId = newId("aud");
  for (const attempt of [
    () => createField(ctx, { ...textField, audienceId }),
    () => updateField(ctx, { audienceId, key: "a", label: "x" }),
    () => deleteField(ctx, { audienceId, key: "a" }),
    () => reorderFields(ctx, { audienceId, keys: [] }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
});
