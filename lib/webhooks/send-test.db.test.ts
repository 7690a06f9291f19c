import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { WorkspaceCtx } from "../context";
import { seal } from "../crypto";
import { testAudience } from "../testing/audience";
import { testCampaign } from "../testing/campaign";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { type Receiver, startReceiver } from "../testing/receiver";
import { webhookApi } from "./testing/api";

let ctx: WorkspaceCtx & TestCtx;
let api: Awaited<ReturnType<typeof webhookApi>>;
let at: { campaignId: string };
let receiver: Receiver;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  at = { campaignId: await testCampaign(ctx, (await testAudience(ctx)).id) };
  api = await webhookApi(ctx, ctx);
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

async function create(more: object = {}) {
  const made = await api.campaign.create(at, { url: `${receiver.url}/hook`, events: ["email.sent"], ...more });
  expect(made.status, made.text).toBe(201);
  return { ...at, webhookId: String(made.json.id) };
}
const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const last = () => receiver.requests.at(-1) ?? expect.fail("nothing arrived");

test("reaches the receiver, signed and marked as a test, and shows what it answered", async () => {
  receiver.answer = () => ({ status: 201, headers: { "x-answer": "yes" }, body: "thanks" });
  const auth = { type: "basic", username: "ann", password: "p:ä" };
  const answer = await api.campaign.test(await create({ secret, auth, active: false }), {});
  expect(answer.json).toMatchObject({
    response: { status: 201, headers: { "x-answer": "yes" }, body: "thanks", truncated: false },
    succeeded: true,
    error: null,
  });
  const { method, url, headers, body } = last();
  expect([method, url, headers["x-tidegate-test"]]).toEqual(["POST", "/hook", "1"]);
  expect(headers.authorization).toBe(`Basic ${Buffer.from("ann:p:ä").toString("base64")}`);
  expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).not.toThrow();
  expect(JSON.parse(body)).toMatchObject({ type: "email.sent", data: { campaign: { id: at.campaignId } } });
  // What is shown is what was sent, but for the password.
  const shown = Object.fromEntries(
    answer.json.request.headers.map((h: { name: string; value: string }) => [h.name, h.value]),
  );
  expect(answer.json.request).toMatchObject({ method: "POST", url: `${receiver.url}/hook`, body });
  expect(shown).toMatchObject({
    authorization: "Basic ••••••",
    "webhook-id": headers["webhook-id"],
    "webhook-signature": headers["webhook-signature"],
    "x-tidegate-test": "1",
  });
  for (const hidden of [secret, "p:ä", Buffer.from("ann:p:ä").toString("base64")])
    expect(answer.text).not.toContain(hidden);
});

test("the secret before the last rotation signs too, for 24 hours", async () => {
  const hook = await create({ secret });
  const other = `whsec_${Buffer.alloc(24, 9).toString("base64")}`;
  await api.campaign.update(hook, { secret: other });
  await api.campaign.test(hook, {});
  const verify = (by: string) => () => new Webhook(by).verify(last().body, last().headers as Record<string, string>);
  expect(verify(secret)).not.toThrow();
  expect(verify(other)).not.toThrow();
  ctx.clock.now = new Date(ctx.clock.now.getTime() + 24 * 3_600_000);
  await api.campaign.test(hook, {});
  expect(last().headers["webhook-signature"]?.toString().split(" ")).toHaveLength(1);
});

test("each has an id of its own, and leaves no trace in the log or the health", async () => {
  const hook = await create();
  await api.campaign.test(hook, {});
  await api.campaign.test(hook, {});
  const [first, second] = receiver.requests.map(({ headers }) => headers["webhook-id"]);
  expect(first).not.toBe(second);
  const rows = await ctx.sql`
    select 1 from deliveries union all select 1 from delivery_attempts union all select 1 from delivery_queue
    union all select 1 from webhook_traffic union all select 1 from webhook_health`;
  expect(rows).toHaveLength(0);
});

test("a failure is told in one sentence, with what came back", async () => {
  const hook = await create();
  const send = async () => (await api.campaign.test(hook, {})).json;
  receiver.answer = () => 500;
  expect(await send()).toMatchObject({
    response: { status: 500 },
    succeeded: false,
    error: expect.stringContaining("500"),
  });
  receiver.answer = () => ({ status: 302, headers: { location: `${receiver.url}/else` } });
  expect(await send()).toMatchObject({ succeeded: false, error: expect.stringContaining("not followed") });
  expect(receiver.requests.every(({ url }) => url === "/hook")).toBe(true);
  await api.campaign.update(hook, { redirectIsSuccess: true });
  expect(await send()).toMatchObject({ succeeded: true, error: null, response: { status: 302 } });
  await receiver.close();
  expect(await send()).toMatchObject({
    response: null,
    succeeded: false,
    error: expect.stringContaining("refused the connection"),
  });
});

test("GET sends its data in the query string, a form in brackets", async () => {
  await api.campaign.test(await create({ method: "GET", secret }), {});
  const query = last().url.split("?", 2)[1] ?? "";
  expect([last().method, last().body]).toEqual(["GET", ""]);
  expect(new URLSearchParams(query).get("data[contact][email]")).toBe("jane@example.com");
  // The library's own `verify` wants JSON; a query string is signed all the same.
  const sentAt = new Date(Number(last().headers["webhook-timestamp"]) * 1000);
  const signature = new Webhook(secret).sign(String(last().headers["webhook-id"]), sentAt, query);
  expect(last().headers["webhook-signature"]).toBe(signature);
  await api.campaign.test(await create({ contentType: "form" }), {});
  expect(new URLSearchParams(last().body).get("data[campaign][name]")).toBe("Summer Promotion");
});

test("a request that can't be made is refused at its row, and not sent", async () => {
  const failing = { field: "x", source: "template", value: "{% for i in (1..100000000) %}{{ i }}{% endfor %}" };
  const answer = await api.campaign.test(await create({ customPayload: { mappings: [failing] } }), {});
  expect([answer.status, answer.json.error.issues[0].path]).toEqual([400, "customPayload.mappings.0.value"]);
  const hook = await create({ secret });
  await ctx.sql`update webhooks set secret = ${seal(new Uint8Array(32), "sealed elsewhere")}`;
  expect((await api.campaign.test(hook, {})).json.error.message).toContain("TIDEGATE_SECRET");
  expect(receiver.requests).toHaveLength(0);
});

test("at most 30 a minute, by each workspace", async () => {
  const hook = await create();
  for (let n = 0; n < 30; n++) expect((await api.campaign.test(hook, {})).status).toBe(200);
  const refused = await api.campaign.test(hook, {});
  expect([refused.status, refused.json.error.code]).toEqual([429, "rate_limited"]);
  const other = await testWorkspace(ctx);
  const theirs = await webhookApi(ctx, other);
  const own = await theirs.workspace.create({}, { url: receiver.url, events: ["contact.created"] });
  expect((await theirs.workspace.test({ webhookId: own.json.id }, {})).status).toBe(200);
  ctx.clock.now = new Date(ctx.clock.now.getTime() + 60_000);
  expect((await api.campaign.test(hook, {})).status).toBe(200);
});

test("a viewer may not, another workspace finds no such webhook", async () => {
  const hook = await create();
  const viewer = await webhookApi(ctx, ctx, "viewer");
  const theirs = await webhookApi(ctx, await testWorkspace(ctx));
  expect((await viewer.campaign.test(hook, {})).status).toBe(403);
  expect((await theirs.campaign.test(hook, {})).status).toBe(404);
  expect(receiver.requests).toHaveLength(0);
});
