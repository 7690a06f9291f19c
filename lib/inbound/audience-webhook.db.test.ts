import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { audiences, dataFields } from "@/db/schema";
import { bumpConfig } from "../audiences/load";
import { listContacts } from "../contacts/list";
import type { WorkspaceCtx } from "../context";
import { createMetrics } from "../metrics";
import { testAudience, testWebhookPath } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { deleteWebhook } from "./delete-webhook";
import { createDoor, type Door, type DoorReply } from "./door";
import { getWebhook } from "./get-webhook";
import { doorLimits } from "./limits";
import { listAudienceRequests } from "./list-requests";
import { testWebhook } from "./test-webhook";
import { updateWebhook } from "./update-webhook";

let ctx: WorkspaceCtx & TestCtx;
let doors: Door[];
let audience: Awaited<ReturnType<typeof testAudience>>;
let hook: string;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx, { groups: ["VIP"] });
  hook = await testWebhookPath(ctx, audience.id);
  // Two doors with nothing in common but the database: two processes.
  doors = [createDoor(ctx, createMetrics()), createDoor(ctx, createMetrics())];
});
afterEach(() => Promise.all(doors.map((door) => door.close())));

const first = () => doors[0] as Door;
const second = () => doors[1] as Door;

async function post(door: Door, body: object, path = `${hook}/2`, headers: Record<string, string> = {}) {
  const all: Record<string, string> = { "content-type": "application/json", ...headers };
  const text =
    all["content-type"] === "application/json" ? JSON.stringify(body) : new URLSearchParams({ ...body }).toString();
  const reply: DoorReply = await door.answer({
    method: "POST",
    path,
    ip: "192.0.2.7",
    header: (name) => all[name],
    headers: () => Object.entries(all),
    body: async () => Buffer.from(text),
  });
  return { ...reply, json: reply.body === "" ? undefined : JSON.parse(reply.body) };
}

test("Regenerate stops the old URL at once in every process, Delete the new one", async () => {
  for (const door of doors) expect((await post(door, { email: "a@example.com" })).status).toBe(200);
  const fresh = await testWebhookPath(ctx, audience.id);
  for (const door of doors) {
    expect((await post(door, { email: "b@example.com" })).status).toBe(404);
    expect((await post(door, { email: "b@example.com" }, `${fresh}/2`)).status).toBe(200);
  }
  await deleteWebhook(ctx, { audienceId: audience.id });
  for (const door of doors) expect((await post(door, { email: "c@example.com" }, `${fresh}/2`)).status).toBe(404);
});

test("a field that becomes required counts for the next request in every process", async () => {
  for (const door of doors) expect((await post(door, { email: "a@example.com" })).status).toBe(200);
  await ctx.db.update(dataFields).set({ required: true }).where(eq(dataFields.audienceId, audience.id));
  await bumpConfig(ctx, audience.id);
  for (const door of doors) {
    const { status, json } = await post(door, { email: "new@example.com" });
    expect(status).toBe(400);
    expect(json.issues.map((issue: { path: string }) => issue.path)).toEqual(["first_name", "last_name"]);
    expect(json.message).toContain("first_name");
  }
});

test("a refusal names everything at once: what is wrong, and which required fields are missing besides", async () => {
  await post(first(), { email: "old@example.com", first_name: "Ada" });
  await ctx.db.update(dataFields).set({ required: true }).where(eq(dataFields.audienceId, audience.id));
  await ctx.db
    .update(dataFields)
    .set({ type: "number" })
    .where(and(eq(dataFields.audienceId, audience.id), eq(dataFields.key, "last_name")));
  await bumpConfig(ctx, audience.id);
  const issuesOf = async (body: Record<string, unknown>) => {
    const { status, json } = await post(first(), body);
    expect(status).toBe(400);
    for (const { message } of json.issues) expect(json.message).toContain(message);
    return json.issues.map((issue: { path: string }) => issue.path);
  };
  expect(await issuesOf({ email: "new@example.com", SkipDoubleOptIn: "perhaps" })).toEqual([
    "SkipDoubleOptIn",
    "first_name",
    "last_name",
  ]);
  // What came with a wrong value is not missing.
  expect(await issuesOf({ email: "new@example.com", "Last Name": "many" })).toEqual(["Last Name", "first_name"]);
  expect(await issuesOf({ email: "nope" })).toEqual(["email", "first_name", "last_name"]);
  expect(await issuesOf({})).toEqual(["email", "first_name", "last_name"]);
  // Who is there already keeps what is there.
  expect(await issuesOf({ email: "old@example.com", last_name: "many" })).toEqual(["last_name"]);
});

test("two processes that get one new address at the same moment create one contact", async () => {
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      post(index % 2 ? first() : second(), { email: "race@example.com" }, `${hook}/1`),
    ),
  );
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(all.filter(({ status }) => status === 409)).toHaveLength(39);
});

test("two processes that make one new tag at the same moment share it", async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      post(index % 2 ? first() : second(), { email: `t${index}@example.com`, tags: ["Fresh", "other"] }),
    ),
  );
  const tags = await ctx.sql`select name from tags where audience_id = ${audience.uuid} order by name`;
  expect(tags.map((tag) => tag.name.toLowerCase())).toEqual(["fresh", "other"]);
});

test("the counters by status are exact after concurrent posts", async () => {
  await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      post(index % 2 ? first() : second(), { email: `n${index % 30}@example.com` }),
    ),
  );
  const [row] =
    await ctx.sql`select sum(contacts)::int as contacts from audience_counters where audience_id = ${audience.uuid}`;
  expect(row?.contacts).toBe(30);
});

test("refused requests fill the ledger only to its cap; the rest is counted", async () => {
  const over = 25;
  const total = doorLimits.refusedPerMinuteMax + over;
  for (let sent = 0; sent < total; sent += 50)
    await Promise.all(Array.from({ length: Math.min(50, total - sent) }, () => post(first(), { email: "nope" })));
  const [rows] = await ctx.sql`select count(*)::int as kept from inbound_requests where audience_id = ${audience.uuid}`;
  const [traffic] = await ctx.sql`
    select sum(refused)::int as refused, sum(unlogged)::int as unlogged from inbound_traffic t
    join inbound_hooks h on h.id = t.hook_id where h.audience_id = ${audience.uuid}`;
  expect(rows?.kept).toBe(doorLimits.refusedPerMinuteMax);
  expect(traffic).toEqual({ refused: total, unlogged: over });
});

test("Send test as a dry run says what would happen and saves nothing", async () => {
  const result = await testWebhook(ctx, {
    audienceId: audience.id,
    mode: "2",
    contentType: "application/json",
    body: JSON.stringify({ email: "dry@example.com", firstName: "Dry", tags: ["new"] }),
    dryRun: true,
  });
  expect(result).toMatchObject({
    status: 200,
    answer: { success: true, outcome: "created" },
    before: null,
    after: { email: "dry@example.com", fields: { first_name: "Dry" }, tags: ["new"] },
  });
  const [left] = await ctx.sql`
    select (select count(*)::int from contacts where audience_id = ${audience.uuid}) as contacts,
      (select count(*)::int from tags where audience_id = ${audience.uuid}) as tags,
      (select count(*)::int from inbound_requests where audience_id = ${audience.uuid}) as requests`;
  expect(left).toEqual({ contacts: 0, tags: 0, requests: 0 });
});

test("Send test for real writes like the door does, marked as a test in the ledger", async () => {
  const input = {
    audienceId: audience.id,
    mode: "1" as const,
    contentType: "application/x-www-form-urlencoded" as const,
    dryRun: false,
  };
  expect(await testWebhook(ctx, { ...input, body: "email=real%40example.com&last_name=Doe" })).toMatchObject({
    status: 200,
  });
  expect(await testWebhook(ctx, { ...input, body: "email=real%40example.com" })).toMatchObject({ status: 409 });
  const { items } = await listAudienceRequests(ctx, { audienceId: audience.id, limit: 10 });
  expect(items.map(({ origin, status }) => [origin, status])).toEqual([
    ["test", 409],
    ["test", 200],
  ]);
});

test("a submitted sign-up form is led to the pages its owner named, a script gets JSON", async () => {
  await updateWebhook(ctx, {
    audienceId: audience.id,
    successRedirect: "https://shop.example.com/thanks",
    errorRedirect: "https://shop.example.com/oops?from=form",
  });
  const browser = {
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-mode": "navigate",
    accept: "text/html",
  };
  const done = await post(first(), { email: "form@example.com" }, `${hook}/2`, browser);
  expect([done.status, done.headers.location]).toEqual([303, "https://shop.example.com/thanks"]);
  const failed = await post(first(), { email: "nope" }, `${hook}/2`, browser);
  expect(failed.status).toBe(303);
  expect(failed.headers.location).toBe(
    "https://shop.example.com/oops?from=form&error=Please+provide+a+valid+email+address.",
  );
  const script = { ...browser, "sec-fetch-mode": "cors" };
  expect((await post(first(), { email: "form@example.com" }, `${hook}/2`, script)).status).toBe(200);
  expect((await post(first(), { email: "form@example.com" })).status).toBe(200);
});

test("browsers may read the answer from allowed origins only", async () => {
  await updateWebhook(ctx, { audienceId: audience.id, allowedOrigins: ["https://shop.example.com"] });
  const preflight = (origin: string) => {
    const headers: Record<string, string> = { origin, "access-control-request-method": "POST" };
    return first().answer({
      method: "OPTIONS",
      path: `${hook}/2`,
      ip: null,
      header: (name) => headers[name],
      headers: () => Object.entries(headers),
      body: async () => new Uint8Array(),
    });
  };
  expect(await preflight("https://shop.example.com")).toMatchObject({
    status: 204,
    headers: { "access-control-allow-origin": "https://shop.example.com" },
  });
  expect((await preflight("https://evil.example.com")).status).toBe(405);
  const allowed = await post(first(), { email: "cors@example.com" }, `${hook}/2`, {
    origin: "https://shop.example.com",
  });
  expect(allowed.headers["access-control-allow-origin"]).toBe("https://shop.example.com");
  const other = await post(first(), { email: "cors@example.com" }, `${hook}/2`, { origin: "https://evil.example.com" });
  expect(other.headers["access-control-allow-origin"]).toBeUndefined();
});

test("only the secret's hash and last four characters are stored, and nothing shows it again", async () => {
  const secret = hook.split("/").at(-1) ?? "";
  const rows = await ctx.sql`select * from inbound_hooks where audience_id = ${audience.uuid}`;
  expect(JSON.stringify(rows)).not.toContain(secret);
  const shown = await getWebhook(ctx, { audienceId: audience.id });
  expect(JSON.stringify(shown)).not.toContain(secret);
  expect(shown.maskedUrls.addAndUpdate).toMatch(new RegExp(`/••••${secret.slice(-4)}/2$`));
});

test("another workspace sees neither the webhook nor its requests", async () => {
  await post(first(), { email: "mine@example.com" });
  const stranger = await testWorkspace(await testCtx());
  const input = { audienceId: audience.id };
  await expect(getWebhook(stranger, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteWebhook(stranger, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(listAudienceRequests(stranger, { ...input, limit: 5 })).rejects.toMatchObject({ code: "not_found" });
  await expect(listContacts(stranger, { ...input, limit: 5 })).rejects.toMatchObject({ code: "not_found" });
});

test("a group of another audience is unknown here, and the answer names it", async () => {
  const other = await testAudience(ctx, { groups: ["Elsewhere"] });
  const { status, json } = await post(first(), { email: "g@example.com", groupIds: other.groupIds });
  expect(status).toBe(400);
  expect(json.message).toContain(other.groupIds[0]);
});

test("a viewer can look but not generate, change, test or delete", async () => {
  const viewer: WorkspaceCtx = {
    ...ctx,
    actor: { type: "user", userId: "usr_1", name: "V", email: "v@example.com", role: "viewer" },
  };
  expect((await getWebhook(viewer, { audienceId: audience.id })).last4).toHaveLength(4);
  for (const attempt of [
    () => deleteWebhook(viewer, { audienceId: audience.id }),
    () => updateWebhook(viewer, { audienceId: audience.id }),
    () =>
      testWebhook(viewer, {
        audienceId: audience.id,
        mode: "2",
        contentType: "application/json",
        body: "{}",
        dryRun: true,
      }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  const [unchanged] = await ctx.db.select().from(audiences).where(eq(audiences.id, audience.id));
  expect(unchanged).toBeDefined();
});

test("NUL goes from names of tags, and a group id that is cut through a character is named all the same", async () => {
  expect((await post(first(), { email: "nul@example.com", tags: ["v\u0000ip"] })).status).toBe(200);
  const [contact] = (await listContacts(ctx, { audienceId: audience.id, email: "nul@example.com", limit: 1 })).items;
  expect(contact?.tags).toEqual(["vip"]);
  const cut = await post(first(), { email: "nul@example.com", groupIds: `${"g".repeat(59)}😀` });
  expect([cut.status, cut.json.message]).toEqual([400, expect.stringContaining("no group")]);
});
