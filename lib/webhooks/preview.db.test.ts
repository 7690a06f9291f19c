import { beforeEach, describe, expect, test } from "vitest";
import { fromUuid, newUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { sampleContact } from "../events/catalogue/sample";
import { testAudience } from "../testing/audience";
import { testCampaign } from "../testing/campaign";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { webhookApi } from "./testing/api";

let ctx: WorkspaceCtx & TestCtx;
let audience: Awaited<ReturnType<typeof testAudience>>;
let api: Awaited<ReturnType<typeof webhookApi>>;
let at: { campaignId: string };

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx);
  at = { campaignId: await testCampaign(ctx, audience.id) };
  api = await webhookApi(ctx, ctx);
});

const mappings = [
  { field: "email", source: "mapping", value: "contact.email" },
  { field: "campaign_name", source: "mapping", value: "campaign.name" },
  { field: "source", source: "custom", value: "webhook" },
];

async function record(type: string, data: object, occurredAt = ctx.clock.now): Promise<string> {
  const id = newUuid();
  await ctx.sql`
    insert into events (id, workspace_id, audience_id, contact_id, type, data, source, occurred_at)
    values (${id}, ${toUuid("wks", ctx.workspace.id)}, ${audience.uuid}, ${newUuid()}, ${type}, ${ctx.sql.json(data as never)}, 'contact', ${occurredAt})`;
  return fromUuid("evt", id);
}
const about = (email: string, campaignId = at.campaignId, name = "Summer Promotion") => ({
  contact: { ...sampleContact, email },
  campaign: { id: campaignId, name },
});

async function preview(draft: object) {
  const { status, json, text } = await api.campaign.preview(at, draft);
  expect(status, text).toBe(200);
  return json;
}
const headersOf = ({ request }: { request: { headers: { name: string; value: string }[] } }) =>
  Object.fromEntries(request.headers.map(({ name, value }) => [name, value]));

describe("the exact request", () => {
  const draft = { url: "https://api.example.com/hook?key=1", events: ["email.sent"], customPayload: { mappings } };
  beforeEach(() => record("email.sent", about("user@example.com")));

  test("as JSON", async () => {
    const shown = await preview(draft);
    expect(shown.request).toMatchObject({ method: "POST", url: draft.url });
    expect(JSON.parse(shown.request.body)).toEqual({
      email: "user@example.com",
      campaign_name: "Summer Promotion",
      source: "webhook",
    });
    expect(headersOf(shown)).toMatchObject({
      "content-type": "application/json",
      "webhook-id": expect.stringMatching(/^dlv_/),
      "webhook-timestamp": String(Math.floor(ctx.clock.now.getTime() / 1000)),
    });
    expect(shown.warnings).toEqual([]);
  });

  test("as a form", async () => {
    const shown = await preview({ ...draft, contentType: "form" });
    expect(headersOf(shown)["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(shown.request.body).toBe("email=user%40example.com&campaign_name=Summer+Promotion&source=webhook");
  });

  test("as GET, behind what the address asks for already", async () => {
    const shown = await preview({ ...draft, method: "GET" });
    expect(shown.request).toMatchObject({
      method: "GET",
      url: `${draft.url}&email=user%40example.com&campaign_name=Summer+Promotion&source=webhook`,
      body: null,
    });
    expect(headersOf(shown)).not.toHaveProperty("content-type");
  });

  test("with the default payload", async () => {
    const { request } = await preview({ ...draft, customPayload: null });
    expect(JSON.parse(request.body)).toMatchObject({
      type: "email.sent",
      timestamp: ctx.clock.now.toISOString(),
      data: { contact: { email: "user@example.com" }, campaign: { name: "Summer Promotion" }, event: {} },
    });
  });

  test("with credentials and signatures masked, those of a saved webhook too", async () => {
    const auth = { type: "basic", username: "ann", password: "pass-w0rd" };
    const shown = await api.campaign.preview(at, { ...draft, auth, secret: "a secret", hexSignature: true });
    expect(headersOf(shown.json)).toMatchObject({
      authorization: "Basic ••••••",
      "webhook-signature": "v1,••••••",
      "x-webhook-signature": "••••••",
    });
    expect(shown.text).not.toMatch(/pass-w0rd|a secret|YW5u/);
    expect(headersOf(await preview(draft))).not.toHaveProperty("webhook-signature");
    const saved = await api.campaign.create(at, { url: "http://127.0.0.1:9/x", events: ["email.sent"], secret: "one" });
    const webhookId = saved.json.id;
    const kept = () => preview({ ...draft, webhookId });
    expect(headersOf(await kept())["webhook-signature"]).toBe("v1,••••••");
    expect(headersOf(await preview({ ...draft, webhookId, secret: null }))).not.toHaveProperty("webhook-signature");
    await api.campaign.update({ ...at, webhookId }, { secret: "two" });
    expect(headersOf(await kept())["webhook-signature"]).toBe("v1,•••••• v1,••••••");
  });

  test("of settings that are far from complete", async () => {
    for (const unfinished of [{}, { url: "" }, { url: "api.example" }, { name: "x", method: "GET" }, { events: [] }])
      expect((await preview(unfinished)).request.url).toMatch(/^https:\/\/example\.com\/webhook/);
  });
});

describe("the event", () => {
  const emailOf = async (draft: object) => JSON.parse((await preview(draft)).request.body).data.contact.email;

  test("is the one that was asked for, else the campaign's newest of the first type, else the sample", async () => {
    const sample = await preview({ events: ["email.opened"] });
    expect(sample.event).toMatchObject({ id: null, type: "email.opened" });
    expect(JSON.parse(sample.request.body).data).toMatchObject({
      contact: { email: "jane@example.com" },
      campaign: { id: at.campaignId, name: "Summer Promotion", audienceName: "Newsletter" },
    });
    const older = await record("email.opened", about("older@example.com"));
    const newer = await record("email.opened", about("newer@example.com"));
    await record("email.opened", about("elsewhere@example.com", await testCampaign(ctx, audience.id)));
    await record("email.clicked", about("click@example.com"));
    expect((await preview({ events: ["email.opened", "email.clicked"] })).event.id).toBe(newer);
    expect(await emailOf({ events: ["email.opened"], eventType: "email.clicked" })).toBe("click@example.com");
    expect(await emailOf({ events: ["email.opened"], eventId: older })).toBe("older@example.com");
  });

  test("of the workspace's webhooks may be any, also one whose type has no index", async () => {
    await record("contact.created", about("new@example.com"));
    await record("order.placed", { ...about("buyer@example.com"), total: 42 });
    const shown = await api.workspace.preview({}, { events: ["contact.created"] });
    expect(JSON.parse(shown.json.request.body).data.contact.email).toBe("new@example.com");
    const own = await api.workspace.preview(
      {},
      {
        events: ["order.placed"],
        customPayload: { mappings: [{ field: "total", source: "mapping", value: "event.data.total" }] },
      },
    );
    expect(own.json.request.body).toBe('{"total":42}');
  });

  test("of another workspace is none, nor is a type that such a webhook never gets", async () => {
    const theirs = await webhookApi(ctx, await testWorkspace(ctx));
    const eventId = await record("contact.created", about("new@example.com"));
    expect((await theirs.workspace.preview({}, { eventId })).status).toBe(404);
    expect((await api.workspace.preview({}, { eventId })).status).toBe(200);
    const refused = await api.campaign.preview(at, { eventType: "contact.created" });
    expect([refused.status, refused.json.error.issues[0].path]).toEqual([400, "eventType"]);
  });
});

describe("warnings", () => {
  const row = (source: string, value: string) => ({
    customPayload: { mappings: [mappings[0], { field: "x", source, value }] },
  });

  test("name the row of what is missing, and the value is empty", async () => {
    const shown = await preview({ events: ["email.sent"], ...row("mapping", "contact.fields.shoe_size") });
    expect(JSON.parse(shown.request.body)).toEqual({ email: "jane@example.com", x: null });
    expect(shown.warnings).toEqual([{ row: 1, message: expect.stringContaining("contact.fields.shoe_size") }]);
  });

  test("name the row of a template that has an error, without an exception", async () => {
    const shown = await preview({ events: ["email.sent"], ...row("template", "{{ contact.email | nope: }} {% if %}") });
    expect(shown.request.body).toBe("");
    expect(shown.warnings).toHaveLength(1);
    expect(shown.warnings[0].row).toBe(1);
  });

  test("tell that what is in it makes the request too large", async () => {
    await record("email.sent", { ...about("a@example.com"), blob: "x".repeat(20_000) });
    const shown = await preview({
      events: ["email.sent"],
      method: "GET",
      customPayload: { mappings: [{ field: "x", source: "mapping", value: "event.data.blob" }] },
    });
    expect(shown.warnings).toEqual([{ row: null, message: expect.stringContaining("16 KiB") }]);
  });
});

test("a link by which a contact could be unsubscribed is only an example", async () => {
  await record("email.sent", about("user@example.com"));
  const mapping = { field: "link", source: "mapping", value: "contact.unsubscribeUrl" };
  const shown = await preview({ events: ["email.sent"], customPayload: { mappings: [mapping] } });
  expect(JSON.parse(shown.request.body)).toEqual({ link: "http://localhost:3000/unsubscribe/example" });
});

test("a viewer may not, another workspace finds no such campaign", async () => {
  const viewer = await webhookApi(ctx, ctx, "viewer");
  const theirs = await webhookApi(ctx, await testWorkspace(ctx));
  expect((await viewer.campaign.preview(at, {})).status).toBe(403);
  expect((await theirs.campaign.preview(at, {})).status).toBe(404);
});
