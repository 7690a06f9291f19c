import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { workspaces } from "@/db/schema";
import { createTag } from "../../audiences/tags/create";
import { deleteTag } from "../../audiences/tags/delete";
import { mergeTag } from "../../audiences/tags/merge";
import { updateTag } from "../../audiences/tags/update";
import { getTagUsage } from "../../audiences/tags/usage";
import { listContacts } from "../../contacts/list";
import type { WorkspaceCtx } from "../../context";
import { createMetrics } from "../../metrics";
import { testAudience, testWebhookPath } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { sendTo, testHook } from "../../testing/workspace-webhook";
import { updateWorkspace } from "../../workspaces/update";
import { createDoor, type Door } from "../door";
import { noSuchHook } from "../refusal";
import { workspaceWebhookBody, workspaceWebhookPatch } from "./contract";
import { deleteWorkspaceWebhook } from "./delete";
import { getWorkspaceWebhook } from "./get";
import { getLastRequest } from "./last-request";
import { listWorkspaceWebhooks } from "./list";
import { rotateWorkspaceWebhook } from "./rotate";
import { testWorkspaceWebhook } from "./test";
import { updateWorkspaceWebhook } from "./update";

let ctx: WorkspaceCtx & TestCtx;
let doors: Door[];
let audience: Awaited<ReturnType<typeof testAudience>>;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx, { fields: [{ key: "city", label: "City" }] });
  doors = [createDoor(ctx, createMetrics()), createDoor(ctx, createMetrics())];
});
afterEach(() => Promise.all(doors.map((door) => door.close())));

const door = () => doors[0] as Door;
const statusesAt = (path: string) =>
  Promise.all(doors.map(async (door) => (await sendTo(door, path, { body: { email: "a@example.com" } })).status));
const pathOf = ({ url }: { url: string }) => new URL(url).pathname;

test("the URL stays readable, is no part of the database in plain, and has a secret of its own", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  expect(hook.url).toMatch(/^http:\/\/localhost:3000\/v1\/inbound-webhooks\/[A-Za-z0-9_-]{32}$/);
  expect((await getWorkspaceWebhook(ctx, { webhookId: hook.id })).url).toBe(hook.url);
  const [row] = await ctx.sql`select h::text as text from inbound_hooks h where audience_id = ${audience.uuid}`;
  expect(row?.text).not.toContain(hook.path.split("/").at(-1));
});

test("a deleted or paused webhook answers like one that never was, at once and in every process", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  expect(await statusesAt(hook.path)).toEqual([200, 200]);
  await updateWorkspaceWebhook(ctx, { webhookId: hook.id, active: false });
  expect(await statusesAt(hook.path)).toEqual([404, 404]);
  await updateWorkspaceWebhook(ctx, { webhookId: hook.id, active: true });
  expect(await statusesAt(hook.path)).toEqual([200, 200]);
  await deleteWorkspaceWebhook(ctx, { webhookId: hook.id });
  expect(await statusesAt(hook.path)).toEqual([404, 404]);
  const { json } = await sendTo(door(), hook.path, { body: { email: "a@example.com" } });
  expect(json).toEqual(expect.objectContaining({ success: false, message: noSuchHook }));
});

test("rotating the URL stops the old one at once, in every process", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  expect(await statusesAt(hook.path)).toEqual([200, 200]);
  const fresh = await rotateWorkspaceWebhook(ctx, { webhookId: hook.id });
  expect(fresh.url).not.toBe(hook.url);
  expect(await statusesAt(hook.path)).toEqual([404, 404]);
  expect(await statusesAt(pathOf(fresh))).toEqual([200, 200]);
});

test("a secret opens the door of its own kind alone", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  const secret = hook.path.split("/").at(-1);
  const own = (await testWebhookPath(ctx, audience.id)).split("/").at(-1);
  for (const path of [
    `/v1/audience-webhooks/${secret}/2`,
    `/v1/inbound-webhooks/${own}`,
    `${hook.path}/2`,
    `/v1/inbound-webhooks/${own}/2`,
  ])
    expect(await statusesAt(path)).toEqual([404, 404]);
});

test("what is changed counts for the next request", async () => {
  const other = await testAudience(ctx);
  const hook = await testHook(ctx, { type: "SUBSCRIBED", tags: ["one"] });
  const changed = await updateWorkspaceWebhook(ctx, {
    webhookId: hook.id,
    name: "Moved",
    type: "UNCONFIRMED",
    audienceId: other.id,
  });
  expect(changed).toMatchObject({
    name: "Moved",
    type: "UNCONFIRMED",
    audienceId: other.id,
    tags: ["one"],
    url: hook.url,
  });
  await statusesAt(hook.path);
  const { items } = await listContacts(ctx, { audienceId: other.id, limit: 5 });
  expect(items).toMatchObject([{ status: "unconfirmed", tags: ["one"] }]);
});

describe("what is refused, with the place", () => {
  test.each([
    ["a name of 65 characters", { name: "x".repeat(65), type: "DELETE" }, "name"],
    ["a blank name", { name: "  ", type: "DELETE" }, "name"],
    ["an unknown type", { name: "x", type: "ADDED" }, "type"],
    ["no method", { name: "x", type: "DELETE", methods: [] }, "methods"],
    ["a method that is none", { name: "x", type: "DELETE", methods: ["PUT"] }, "methods"],
    ["a rate of nothing", { name: "x", type: "DELETE", ratePerMinute: 0 }, "ratePerMinute"],
    [
      "a mapping without address",
      { name: "x", type: "SUBSCRIBED", mapping: [{ path: "a", field: "city" }] },
      "mapping",
    ],
    ["a path that is none", { name: "x", type: "SUBSCRIBED", mapping: [{ path: "a[", field: "email" }] }, "mapping"],
    ["a key that nobody knows", { name: "x", type: "DELETE", secret: "mine" }, undefined],
  ])("%s", (_, body, place) => {
    expect(workspaceWebhookBody.safeParse(body).error?.issues[0]?.path[0]).toBe(place);
  });

  test("64 characters are fine", () => {
    expect(workspaceWebhookBody.safeParse({ name: "x".repeat(64), type: "DELETE" }).success).toBe(true);
  });

  test.each(["UNSUBSCRIBED", "DELETE"] as const)("tags on %s", async (type) => {
    const refused = { code: "invalid_input", issues: [{ path: "tags", message: expect.stringContaining(type) }] };
    await expect(testHook(ctx, { type, tags: ["x"] })).rejects.toMatchObject(refused);
    const hook = await testHook(ctx, { type });
    await expect(updateWorkspaceWebhook(ctx, { webhookId: hook.id, tags: ["x"] })).rejects.toMatchObject(refused);
    const tagged = await testHook(ctx, { type: "SUBSCRIBED", tags: ["x"] });
    expect((await updateWorkspaceWebhook(ctx, { webhookId: tagged.id, type })).tags).toEqual([]);
  });

  test("a mapping to a field that the audience lacks, at its line", async () => {
    const mapping = [
      { path: "customer.email", field: "email" },
      { path: "customer.town", field: "town" },
    ];
    await expect(testHook(ctx, { type: "SUBSCRIBED", mapping })).rejects.toMatchObject({
      code: "invalid_input",
      issues: [{ path: "mapping.1.field" }],
    });
  });

  test("an audience of another workspace", async () => {
    const theirs = await testAudience(await testWorkspace(ctx));
    await expect(testHook(ctx, { type: "DELETE", audienceId: theirs.id })).rejects.toMatchObject({ code: "not_found" });
    const hook = await testHook(ctx, { type: "DELETE" });
    const input = { webhookId: hook.id, audienceId: theirs.id };
    await expect(updateWorkspaceWebhook(ctx, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(updateWorkspace(ctx, { defaultAudienceId: theirs.id })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

test("without an audience a webhook gets the workspace's default one, else the oldest, else a clear refusal", async () => {
  const second = await testAudience(ctx);
  expect((await testHook(ctx, { type: "SUBSCRIBED" })).audienceId).toBe(audience.id);
  await updateWorkspace(ctx, { defaultAudienceId: second.id });
  expect((await testHook(ctx, { type: "SUBSCRIBED" })).audienceId).toBe(second.id);
  // One that is gone is as good as none.
  await ctx.db
    .update(workspaces)
    .set({ defaultAudienceId: "aud_01h455vb4pex5vsknk084sn02q" })
    .where(eq(workspaces.id, ctx.workspace.id));
  expect((await testHook(ctx, { type: "SUBSCRIBED" })).audienceId).toBe(audience.id);
  const empty = await testWorkspace(ctx);
  await expect(testHook(empty, { type: "SUBSCRIBED" })).rejects.toMatchObject({
    code: "invalid_input",
    issues: [{ path: "audienceId" }],
  });
});

test("tags are created on save, follow a new name and a merge, go with a deletion, and name the webhook as their user", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED", tags: ["Fresh", "fresh", "old"] });
  expect(hook.tags).toEqual(["fresh", "old"]);
  const shown = async () => (await getWorkspaceWebhook(ctx, { webhookId: hook.id })).tags;
  const tags = await ctx.sql<
    { id: string; name: string }[]
  >`select id, name from tags where audience_id = ${audience.uuid}`;
  expect(tags.map((tag) => tag.name).sort()).toEqual(["fresh", "old"]);
  const { fromUuid } = await import("@/db/ids");
  const idOf = (name: string) => fromUuid("tag", tags.find((tag) => tag.name === name)?.id ?? "");
  const at = { audienceId: audience.id };
  expect((await getTagUsage(ctx, { ...at, tagId: idOf("old") })).places).toEqual([
    { type: "inbound_webhook", id: hook.id, name: hook.name },
  ]);
  await updateTag(ctx, { ...at, tagId: idOf("fresh"), name: "new" });
  expect(await shown()).toEqual(["new", "old"]);
  const into = await createTag(ctx, { ...at, name: "kept" });
  await mergeTag(ctx, { ...at, tagId: idOf("old"), intoTagId: into.id });
  expect(await shown()).toEqual(["kept", "new"]);
  await statusesAt(hook.path);
  expect((await listContacts(ctx, { ...at, limit: 5 })).items[0]?.tags).toEqual(["kept", "new"]);
  await deleteTag(ctx, { ...at, tagId: into.id });
  expect(await shown()).toEqual(["new"]);
});

test("the list shows the newest first, page by page, with what came in the last day", async () => {
  const first = await testHook(ctx, { type: "SUBSCRIBED", name: "Shop sign-ups" });
  const second = await testHook(ctx, { type: "DELETE", name: "Erasure" });
  await testWebhookPath(ctx, audience.id);
  await sendTo(door(), first.path, { body: { email: "a@example.com" } });
  await sendTo(door(), first.path, { body: {} });
  const page = await listWorkspaceWebhooks(ctx, { limit: 1 });
  expect(page.items.map(({ id }) => id)).toEqual([second.id]);
  const rest = await listWorkspaceWebhooks(ctx, { limit: 1, cursor: page.nextCursor ?? "" });
  expect(rest).toMatchObject({
    items: [{ id: first.id, audienceName: "Newsletter", traffic: { accepted24h: 1, refused24h: 1 } }],
    nextCursor: null,
  });
  expect(rest.items[0]?.traffic.hours).toHaveLength(24);
  expect((await listWorkspaceWebhooks(ctx, { limit: 5, search: "shop" })).items).toHaveLength(1);
  expect((await listWorkspaceWebhooks(ctx, { limit: 5, type: "DELETE" })).items).toHaveLength(1);
});

test("another workspace sees nothing of it, and a viewer changes nothing", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  const stranger = await testWorkspace(ctx);
  const viewer: WorkspaceCtx = {
    ...ctx,
    actor: { type: "user", userId: "usr_1", name: "V", email: "v@example.com", role: "viewer" },
  };
  const at = { webhookId: hook.id };
  const test = { ...at, method: "POST", contentType: "application/json", body: "{}", dryRun: true } as const;
  const changes = (as: WorkspaceCtx) => [
    () => updateWorkspaceWebhook(as, { ...at, active: false }),
    () => deleteWorkspaceWebhook(as, at),
    () => rotateWorkspaceWebhook(as, at),
    () => testWorkspaceWebhook(as, test),
  ];
  for (const attempt of [
    ...changes(stranger),
    () => getWorkspaceWebhook(stranger, at),
    () => getLastRequest(stranger, at),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect((await listWorkspaceWebhooks(stranger, { limit: 5 })).items).toEqual([]);
  for (const attempt of [...changes(viewer), () => testHook(viewer, { type: "SUBSCRIBED" })])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  expect((await getWorkspaceWebhook(viewer, at)).url).toBe(hook.url);
});

test("the audience's own webhook is none of these", async () => {
  await testWebhookPath(ctx, audience.id);
  const [own] = await ctx.sql<{ id: string }[]>`select id from inbound_hooks where audience_id = ${audience.uuid}`;
  const { fromUuid } = await import("@/db/ids");
  const at = { webhookId: fromUuid("hok", own?.id ?? "") };
  await expect(getWorkspaceWebhook(ctx, at)).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteWorkspaceWebhook(ctx, at)).rejects.toMatchObject({ code: "not_found" });
});

test("Send test reaches a paused webhook, as a dry run without a trace, by GET too", async () => {
  const hook = await testHook(ctx, {
    type: "SUBSCRIBED",
    active: false,
    signature: { scheme: "standard", secret: "whsec_c2VjcmV0" },
  });
  const send = { webhookId: hook.id, contentType: "application/json", dryRun: true } as const;
  expect(
    await testWorkspaceWebhook(ctx, { ...send, method: "GET", body: "email=dry@example.com&city=Bern" }),
  ).toMatchObject({
    status: 200,
    before: null,
    after: { status: "subscribed", fields: { city: "Bern" } },
  });
  expect((await listContacts(ctx, { audienceId: audience.id, limit: 5 })).items).toEqual([]);
  const real = { ...send, method: "POST" as const, body: '{"email":"real@example.com"}', dryRun: false };
  expect((await testWorkspaceWebhook(ctx, real)).status).toBe(200);
  expect((await listContacts(ctx, { audienceId: audience.id, limit: 5 })).items).toHaveLength(1);
});

test("the secret of a signature can't be read, stays when it is left empty, and goes with null", async () => {
  const signature = { scheme: "hmac", header: "X-Signature", secret: "a long secret" } as const;
  const hook = await testHook(ctx, { type: "SUBSCRIBED", signature });
  const shown = { scheme: "hmac", header: "x-signature", encoding: "hex", prefix: "", secret: "••••••••" };
  expect(hook.signature).toEqual(shown);
  const [row] = await ctx.sql`select h::text as text from inbound_hooks h where audience_id = ${audience.uuid}`;
  expect(row?.text).not.toContain("a long secret");
  const patch = (body: object) =>
    updateWorkspaceWebhook(ctx, { webhookId: hook.id, ...workspaceWebhookPatch.parse(body) });
  const kept = await patch({ signature: { scheme: "hmac", header: "X-Other", secret: "" } });
  expect(kept.signature).toEqual({ ...shown, header: "x-other" });
  expect((await patch({ name: "Renamed" })).signature).not.toBeNull();
  expect((await patch({ signature: null })).signature).toBeNull();
  await expect(patch({ signature: { scheme: "hmac", header: "X-Other", secret: "" } })).rejects.toMatchObject({
    issues: [{ path: "signature.secret" }],
  });
});

test("the last request shows its values with what they could be mapped to", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  expect(await getLastRequest(ctx, { webhookId: hook.id })).toEqual({ request: null });
  const body = { customer: { email: "c@example.com", address: { city: "Bern" } }, items: [{ sku: "A" }] };
  await sendTo(door(), hook.path, { body });
  expect((await getLastRequest(ctx, { webhookId: hook.id })).request).toMatchObject({
    status: 400,
    values: [
      { path: "customer.email", value: "c@example.com", field: "email" },
      { path: "customer.address.city", value: "Bern", field: "city" },
      { path: "items[0].sku", value: "A", field: null },
    ],
  });
  await sendTo(door(), hook.path, { method: "GET", query: "email=g%40example.com&city=Ulm" });
  expect((await getLastRequest(ctx, { webhookId: hook.id })).request?.values).toEqual([
    { path: "email", value: "g@example.com", field: "email" },
    { path: "city", value: "Ulm", field: "city" },
  ]);
});
