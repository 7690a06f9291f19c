import { afterEach, beforeEach, expect, test } from "vitest";
import { listContacts } from "../../contacts/list";
import type { WorkspaceCtx } from "../../context";
import { createMetrics } from "../../metrics";
import { testAudience } from "../../testing/audience";
import { testCtx, testWorkspace } from "../../testing/context";
import { sendTo, testHook } from "../../testing/workspace-webhook";
import { createDoor, type Door } from "../door";
import { type MappingPreset, type MappingPresetName, mappingPresets } from "./presets";

let ctx: WorkspaceCtx;
let door: Door;
let audience: Awaited<ReturnType<typeof testAudience>>;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  const texts = ["name", "phone", "country", "city", "company", "utm_source"].map((key) => ({ key, label: key }));
  audience = await testAudience(ctx, { fields: [...texts, { key: "age", label: "Age", type: "number" }] });
  door = createDoor(ctx, createMetrics());
});
afterEach(() => door.close());

const contactOf = async (email: string) =>
  (await listContacts(ctx, { audienceId: audience.id, email, limit: 5 })).items[0];

const expected: Record<MappingPresetName, { email: string; fields: Record<string, string>; tags: string[] }> = {
  shopify: {
    email: "bob@example.com",
    fields: { first_name: "Bob", last_name: "Norman", phone: "+16135550127", city: "Louisville", country: "US" },
    tags: ["newsletter", "vip"],
  },
  stripe: {
    email: "jennyrosen@example.com",
    fields: { name: "Jenny Rosen", phone: "+15555550123", city: "San Francisco", country: "US" },
    tags: [],
  },
  typeform: { email: "laura@example.com", fields: { first_name: "Laura", utm_source: "landing" }, tags: [] },
  woocommerce: {
    email: "john.doe@example.com",
    fields: { first_name: "John", last_name: "Doe", phone: "(555) 555-5555", city: "San Francisco", country: "US" },
    tags: [],
  },
};

test.each(Object.keys(expected) as MappingPresetName[])("the preset of %s reads its own example", async (name) => {
  const preset: MappingPreset = mappingPresets[name];
  const hook = await testHook(ctx, { type: "SUBSCRIBED", mapping: preset.mapping });
  const { status, json } = await sendTo(door, hook.path, { body: preset.example });
  expect([status, json.issues]).toEqual([200, undefined]);
  const { email, fields, tags } = expected[name];
  const contact = await contactOf(email);
  expect([contact?.fields, contact?.tags]).toEqual([fields, tags]);
});

test("of several lines for a field the first that finds a value counts; a form's key may look like a path", async () => {
  const mapping = [
    { path: "customer.email", field: "email" },
    { path: "contact_email", field: "email" },
    { path: "customer.city", field: "city" },
  ];
  const hook = await testHook(ctx, { type: "SUBSCRIBED", mapping });
  await sendTo(door, hook.path, { body: { customer: { email: "" }, contact_email: "second@example.com" } });
  expect(await contactOf("second@example.com")).toBeDefined();
  const form = { headers: { "content-type": "application/x-www-form-urlencoded" } };
  await sendTo(door, hook.path, { ...form, body: "customer.email=form%40example.com&customer.city=Bern" });
  expect((await contactOf("form@example.com"))?.fields.city).toBe("Bern");
  await sendTo(door, hook.path, { method: "GET", query: "contact_email=get%40example.com" });
  expect(await contactOf("get@example.com")).toBeDefined();
});

test("with a mapping names mean nothing, and what is left over stands in the ledger", async () => {
  const hook = await testHook(ctx, {
    type: "SUBSCRIBED",
    mapping: [
      { path: "who.mail", field: "email" },
      { path: "who.age", field: "age" },
    ],
  });
  const named = await sendTo(door, hook.path, { body: { email: "named@example.com" } });
  expect([named.status, named.json.message]).toEqual([400, "Please provide an email address in the webhook data."]);
  const wrong = await sendTo(door, hook.path, { body: { who: { mail: "w@example.com", age: "old" } } });
  expect([wrong.status, wrong.json.issues[0].path]).toEqual([400, "who.age"]);
  await sendTo(door, hook.path, { body: { who: { mail: "m@example.com" }, extra: 1, city: "Bern" } });
  const [row] = await ctx.sql`select ignored from inbound_requests where email = 'm@example.com'`;
  expect(row?.ignored).toEqual(["extra", "city"]);
  expect((await contactOf("m@example.com"))?.fields.city).toBeUndefined();
});

test("a mapped field that is deleted later is left out", async () => {
  const mapping = [
    { path: "email", field: "email" },
    { path: "town", field: "city" },
  ];
  const hook = await testHook(ctx, { type: "SUBSCRIBED", mapping });
  await ctx.sql`update data_fields set removed_at = now() where audience_id = ${audience.uuid} and key = 'city'`;
  await ctx.sql`update audiences set config_version = config_version + 1 where id = ${audience.uuid}`;
  expect((await sendTo(door, hook.path, { body: { email: "d@example.com", town: "Bern" } })).status).toBe(200);
});
