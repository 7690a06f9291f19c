import { Webhook } from "standardwebhooks";
import { afterAll, beforeEach, expect, test } from "vitest";
import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { seal } from "../../crypto";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { type Receiver, startReceiver } from "../../testing/receiver";
import { claimAll, drain, happen, logOf, withDispatcher } from "../testing/engine";
import { testWebhookRow } from "../testing/log-rows";

let ctx: WorkspaceCtx & TestCtx;
let receiver: Receiver;
const receivers: Receiver[] = [];
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  receiver = await startReceiver();
  receivers.push(receiver);
});
afterAll(() => Promise.all(receivers.map((one) => one.close())));

const webhook = (row: Parameters<typeof testWebhookRow>[1] = {}, health = {}) =>
  testWebhookRow(ctx, { url: `${receiver.url}/hook`, events: ["contact.updated"], ...row }, health);
const later = (ms: number) => {
  ctx.clock.now = new Date(ctx.clock.now.getTime() + ms);
};
const healthOf = async (id: string) =>
  (await ctx.sql`select * from webhook_health where webhook_id = ${toUuid("whk", id)}`)[0];

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

test("an event arrives as a signed request of Standard Webhooks, and its delivery is logged", async () => {
  const id = await webhook({ secret: seal(ctx.key, secret), logResponseBody: true });
  await happen(ctx, {});
  await withDispatcher(ctx, drain);
  const [request] = receiver.requests;
  expect(request).toMatchObject({ method: "POST", url: "/hook" });
  expect(request?.headers["content-type"]).toBe("application/json");
  const body = new Webhook(secret).verify(request?.body ?? "", request?.headers as Record<string, string>);
  expect(body).toMatchObject({ type: "contact.updated", data: { contact: { email: "ann@example.com" } } });
  const [delivery, ...others] = await logOf(ctx, id);
  expect(others).toEqual([]);
  expect(delivery).toMatchObject({ state: "succeeded", attempts: 1, responseStatus: 200, dueAt: null });
  expect(request?.headers["webhook-id"]).toBe(fromUuid("dlv", delivery?.id ?? ""));
  expect(
    await ctx.sql`select number, url, response_body, request_headers ->> 'webhook-id' as sent from delivery_attempts where delivery_id = ${delivery?.id ?? ""}`,
  ).toMatchObject([
    { number: 1, url: `${receiver.url}/hook`, response_body: "ok", sent: request?.headers["webhook-id"] },
  ]);
});

test("a receiver that answers 500 is tried again with the same bytes and the same id, signed for the new moment", async () => {
  receiver.answer = (_, n) => (n === 1 ? 500 : 200);
  const id = await webhook({ secret: seal(ctx.key, secret) });
  await happen(ctx, {});
  await withDispatcher(ctx, async (dispatcher) => {
    await drain(dispatcher);
    const [waiting] = await logOf(ctx, id);
    expect(waiting).toMatchObject({ state: "pending", attempts: 1, cause: "status", responseStatus: 500 });
    const delayMs = (waiting?.dueAt?.getTime() ?? 0) - ctx.clock.now.getTime();
    expect(delayMs).toBeGreaterThanOrEqual(4_000);
    expect(delayMs).toBeLessThanOrEqual(6_000);
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(1);
    later(6_000);
    await drain(dispatcher);
  });
  const [first, second] = receiver.requests;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(Number(second?.headers["webhook-timestamp"])).toBe(Number(first?.headers["webhook-timestamp"]) + 6);
  expect(await logOf(ctx, id)).toMatchObject([{ state: "succeeded", attempts: 2, cause: null }]);
  expect(await healthOf(id)).toMatchObject({ failures_in_row: 0, failing_since: null });
});

test("a GET carries its data in the query string, after what the URL has already; a form has bracket names; Basic is sent", async () => {
  await webhook({ method: "GET", url: `${receiver.url}/get?token=1` });
  await webhook({ contentType: "form", url: `${receiver.url}/form` });
  await webhook({ username: "ann", password: seal(ctx.key, "p:ä"), url: `${receiver.url}/basic` });
  await happen(ctx, {});
  await withDispatcher(ctx, drain);
  const at = (path: string) => receiver.requests.find(({ url }) => url.startsWith(path));
  const query = new URL(at("/get")?.url ?? "", "http://x").searchParams;
  expect([at("/get")?.method, at("/get")?.body, query.get("token"), query.get("data[contact][email]")]).toEqual([
    "GET",
    "",
    "1",
    "ann@example.com",
  ]);
  expect(at("/form")?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  expect(new URLSearchParams(at("/form")?.body).get("data[contact][email]")).toBe("ann@example.com");
  expect(at("/basic")?.headers.authorization).toBe(`Basic ${Buffer.from("ann:p:ä").toString("base64")}`);
  const [logged] =
    await ctx.sql`select request_headers ->> 'authorization' as sent from delivery_attempts where url like '%/basic'`;
  expect(logged?.sent).not.toContain(Buffer.from("ann:p:ä").toString("base64"));
});

test("a template is rendered once and stored before the first attempt: a retry sends the same bytes although the mapping has changed", async () => {
  receiver.answer = (_, n) => (n === 1 ? 500 : 200);
  const mapping = (value: string) => ({ mappings: [{ field: "hello", source: "template", value }] });
  const id = await webhook({ customPayload: mapping("Hi {{ contact.first_name }}") });
  await happen(ctx, {});
  expect((await logOf(ctx, id))[0]?.body).toBeNull();
  await withDispatcher(ctx, async (dispatcher) => {
    await drain(dispatcher);
    await ctx.sql`update webhooks set custom_payload = ${ctx.sql.json(mapping("Bye"))}`;
    later(6_000);
    await drain(dispatcher);
  });
  expect(receiver.requests.map(({ body }) => JSON.parse(body))).toEqual([{ hello: "Hi Ann" }, { hello: "Hi Ann" }]);
});

test("a redirect is a failure, unless the webhook says that it counts as delivered", async () => {
  receiver.answer = () => ({ status: 302, headers: { location: "http://127.0.0.1:1/elsewhere" } });
  const strict = await webhook();
  const lenient = await webhook({ redirectIsSuccess: true });
  await happen(ctx, {});
  await withDispatcher(ctx, drain);
  expect(await logOf(ctx, strict)).toMatchObject([{ state: "pending", cause: "redirect" }]);
  expect(await logOf(ctx, lenient)).toMatchObject([{ state: "succeeded", responseStatus: 302 }]);
});

test("410 ends the delivery and switches the webhook off; what else it waits for stays in the queue", async () => {
  receiver.answer = () => 410;
  const id = await webhook({ concurrency: 1 });
  await happen(ctx, {}, {}, {});
  await withDispatcher(ctx, drain);
  expect((await logOf(ctx, id)).map(({ state, cause, dueAt }) => [state, cause, dueAt !== null])).toEqual([
    ["failed", "gone", false],
    ["pending", null, true],
    ["pending", null, true],
  ]);
  expect(await ctx.sql`select active, disabled_reason from webhooks where id = ${toUuid("whk", id)}`).toMatchObject([
    { active: false, disabled_reason: "gone" },
  ]);
  expect(receiver.requests).toHaveLength(1);
});

test("Retry-After is honoured, and holds up everything for an endpoint that says it is busy", async () => {
  receiver.answer = (_, n) => (n === 1 ? { status: 429, headers: { "retry-after": "120" } } : 200);
  const id = await webhook({ concurrency: 1 });
  await happen(ctx, {}, {});
  await withDispatcher(ctx, async (dispatcher) => {
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(1);
    expect((await logOf(ctx, id))[0]?.dueAt?.getTime()).toBe(ctx.clock.now.getTime() + 120_000);
    later(119_000);
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(1);
    later(1_000);
    // The first is the probe; with its success the other one may go.
    await drain(dispatcher);
    await drain(dispatcher);
  });
  expect((await logOf(ctx, id)).map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
});

test("after ten failures in a row nothing is sent for a while, then exactly one probe", async () => {
  receiver.answer = () => 500;
  const id = await webhook({}, { failuresInRow: 9, failingSince: ctx.now() });
  await happen(ctx, {});
  await withDispatcher(ctx, async (dispatcher) => {
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(1);
    await happen(ctx, {}, {}, {});
    later(10_000);
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(1);
    later(25_000);
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(2);
    expect(await healthOf(id)).toMatchObject({ trips: 2, open_until: new Date(ctx.clock.now.getTime() + 60_000) });
    receiver.answer = () => 200;
    later(61_000);
    await drain(dispatcher);
    await drain(dispatcher);
  });
  expect((await logOf(ctx, id)).map(({ state }) => state)).toContain("succeeded");
  expect(await healthOf(id)).toMatchObject({ failures_in_row: 0, open_until: null, trips: 0 });
});

test("what a paused webhook wants is held; one that is paused while deliveries wait sends none of them", async () => {
  const paused = await webhook({ active: false });
  const slow = await webhook({ url: `${receiver.url}/slow`, concurrency: 1 });
  const answers: (() => void)[] = [];
  receiver.answer = () => (response) => void answers.push(() => response.end("ok"));
  await happen(ctx, {}, {}, {});
  expect((await logOf(ctx, paused)).map(({ state, dueAt }) => [state, dueAt])).toEqual(Array(3).fill(["held", null]));
  await withDispatcher(ctx, async (dispatcher) => {
    await claimAll(dispatcher);
    await receiver.received(1);
    await ctx.sql`update webhooks set active = false where id = ${toUuid("whk", slow)}`;
    // The look at what is held gives the two back that wait; then only the first is left.
    while (
      (await ctx.sql`select from delivery_queue where webhook_id = ${toUuid("whk", slow)} and claim_id is not null`)
        .length > 1
    );
    for (const answer of answers) answer();
    await dispatcher.idle();
    await drain(dispatcher);
  });
  expect((await logOf(ctx, slow)).map(({ state }) => state)).toEqual(["succeeded", "pending", "pending"]);
  expect(receiver.requests).toHaveLength(1);
});
