import { createHash } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { fromUuid, newUuid, toUuid } from "@/db/ids";
import { deletionForgetter } from "../contacts/forget-deleted";
import type { WorkspaceCtx } from "../context";
import { type EventPlanner, type EveryPlanner, relayEvents } from "../events/relay";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { type Receiver, startReceiver } from "../testing/receiver";
import { webhookLimits } from "../webhooks/limits";
import { deliveryPlanner } from "./plan";
import { claimAll, drain, happen, logOf, recordEvents, withDispatcher } from "./testing/engine";
import { testWebhookRow } from "./testing/log-rows";

let ctx: WorkspaceCtx & TestCtx;
let receiver: Receiver;
const receivers: Receiver[] = [];
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.sql`truncate delivery_queue, outbox`;
  receiver = await startReceiver();
  receivers.push(receiver);
});
afterAll(() => Promise.all(receivers.map((one) => one.close())));

const webhook = (row: Parameters<typeof testWebhookRow>[1] = {}) =>
  testWebhookRow(ctx, { url: `${receiver.url}/hook`, events: ["contact.updated", "contact.deleted"], ...row });
const relay = (...planners: EventPlanner[]) => relayEvents(ctx, planners);

test("an event becomes one delivery for each webhook that wants it, however often its relay dies before the commit", async () => {
  const ids = await Promise.all([webhook(), webhook(), webhook({ events: ["contact.created"] })]);
  await recordEvents(ctx, {}, {}, {});
  const dying: EventPlanner = {
    types: ["contact.updated"],
    plan: async () => {
      throw new Error("killed");
    },
  };
  for (let death = 0; death < 3; death++) await expect(relay(deliveryPlanner(), dying)).rejects.toThrow("killed");
  expect(await ctx.sql`select from delivery_queue`).toHaveLength(0);
  while (await relay(deliveryPlanner()));
  const logs = await Promise.all(ids.map((id) => logOf(ctx, id)));
  expect(logs.map(({ length }) => length)).toEqual([3, 3, 0]);
  expect(await ctx.sql`select from delivery_queue`).toHaveLength(6);
  expect(ctx.sent).toEqual(["deliveries/queued"]);
});

test("what can't be made is a failed delivery that says why, and holds up nothing else", async () => {
  const large = await webhook({
    customPayload: { mappings: [{ field: "text", source: "mapping", value: "event.data.text" }] },
  });
  const small = await webhook({
    customPayload: { mappings: [{ field: "email", source: "mapping", value: "contact.email" }] },
  });
  await happen(ctx, { data: { contact: { email: "ann@example.com" }, text: "x".repeat(webhookLimits.bodyBytesMax) } });
  expect(await logOf(ctx, large)).toMatchObject([
    { state: "failed", cause: "bad_request", body: null, dueAt: null, attempts: 0 },
  ]);
  expect((await logOf(ctx, large))[0]?.error).toMatch(/^The body has .* KiB, more than the/);
  expect(await logOf(ctx, small)).toMatchObject([{ state: "pending", body: '{"email":"ann@example.com"}' }]);
});

test("large bodies are written as they are made: no more of them are in memory than one statement takes", async () => {
  const mappings = [{ field: "text", source: "mapping", value: "event.data.text" }];
  for (let hook = 0; hook < 5; hook++) await webhook({ customPayload: { mappings } });
  await recordEvents(ctx, { data: { text: "x".repeat(1_500_000) } });
  let made = 0;
  const madeBefore: number[] = [];
  const watching: EventPlanner = {
    ...deliveryPlanner(),
    plan: (tx, events, planCtx) =>
      deliveryPlanner().plan(
        new Proxy(tx, {
          apply: (target, self, args) => {
            if (String(args[0]).includes("insert into deliveries")) madeBefore.push(made);
            return Reflect.apply(target, self, args);
          },
        }),
        // Read once for each body.
        events.map((event) => {
          const get = () => {
            made++;
            return event.data.text;
          };
          return { ...event, data: Object.defineProperty({}, "text", { enumerable: true, get }) };
        }),
        planCtx,
      ),
  };
  while (await relay(watching));
  expect(made).toBe(5);
  // The next one is made before it is known that it does not fit.
  expect(madeBefore).toEqual([3, 5, 5]);
});

test("any number of events costs the same few statements", async () => {
  await Promise.all([webhook(), webhook({ contentType: "form" }), webhook({ active: false })]);
  const count = async (events: number) => {
    await recordEvents(ctx, ...Array.from({ length: events }, () => ({})));
    const texts: string[] = [];
    const counting: EveryPlanner = {
      ...deliveryPlanner(),
      plan: async (tx, all, planCtx) => {
        const counted = new Proxy(tx, {
          apply: (target, self, args) => {
            const [first] = args;
            if (Array.isArray(first) && "raw" in first) texts.push(first.join("?"));
            return Reflect.apply(target, self, args);
          },
        });
        return deliveryPlanner().plan(counted, all, planCtx);
      },
    };
    await relay(counting);
    return texts.filter((text) => /^\s*(select|insert|update|delete|with)/.test(text)).length;
  };
  const few = await count(1);
  expect(few).toBeLessThanOrEqual(5);
  expect(await count(150)).toBe(few);
});

test("a step takes fewer events where many webhooks want them, and all of them in the end", async () => {
  await Promise.all(Array.from({ length: 50 }, () => webhook()));
  const contactId = newUuid();
  for (let turn = 0; turn < 100; turn++) await recordEvents(ctx, { contactId });
  const queued = async () => Number((await ctx.sql`select count(*) from delivery_queue`)[0]?.count);
  expect(await relay(deliveryPlanner())).toBe(true);
  expect(await queued()).toBe(2_000);
  while (await relay(deliveryPlanner()));
  expect(await queued()).toBe(5_000);
});

test("a hop that an event has come through is counted on with its delivery", async () => {
  await webhook();
  await happen(ctx, { hop: 2 }, {});
  await withDispatcher(ctx, drain);
  expect(receiver.requests.map(({ headers }) => headers["tidegate-hop"]).sort()).toEqual(["1", "3"]);
});

test("a template may read what was loaded beside the event, and the delivery's own id", async () => {
  const value = "{{ delivery.id }} {{ webhook.name }} {{ workspace.name }} {{ contact.email | md5 }}";
  const id = await webhook({ customPayload: { mappings: [{ field: "text", source: "template", value }] } });
  await happen(ctx, {});
  await withDispatcher(ctx, drain);
  const [delivery] = await logOf(ctx, id);
  const hash = createHash("md5").update("ann@example.com").digest("hex");
  expect(JSON.parse(receiver.requests[0]?.body ?? "")).toEqual({
    text: `${fromUuid("dlv", delivery?.id ?? "")} CRM ${ctx.workspace.name} ${hash}`,
  });
});

test("a deleted contact's data leaves the log: at once where it was delivered, after delivery where it is on its way", async () => {
  const [contactId, other] = [newUuid(), newUuid()];
  const about = (more = {}) => ({ contactId, ...more });
  receiver.answer = (_, n) => (n <= 2 ? { body: "hello ann@example.com" } : 500);
  const id = await webhook({ logResponseBody: true, concurrency: 1 });
  const paused = await webhook({ active: false });
  await happen(ctx, about(), { contactId: other });
  await withDispatcher(ctx, drain);
  await happen(ctx, about());
  await withDispatcher(ctx, drain);
  await happen(ctx, about({ type: "contact.deleted" }));
  const stateOf = (rows: Awaited<ReturnType<typeof logOf>>) =>
    rows.map(({ state, cause, body }) => [state, cause, body !== null]);
  expect(stateOf(await logOf(ctx, id))).toEqual([
    ["succeeded", null, false],
    ["succeeded", null, true],
    ["pending", "status", true],
    ["pending", null, true],
  ]);
  expect(stateOf(await logOf(ctx, paused))).toEqual([
    ["failed", "contact_deleted", false],
    ["held", null, true],
    ["failed", "contact_deleted", false],
    ["held", null, true],
  ]);
  receiver.answer = () => ({ body: "bye ann@example.com" });
  ctx.clock.now = new Date(ctx.clock.now.getTime() + 10_000);
  await withDispatcher(ctx, drain);
  expect(JSON.parse(receiver.requests.at(-1)?.body ?? "").data.contact.email).toBe("ann@example.com");
  expect(stateOf(await logOf(ctx, id)).map(([state, , body]) => [state, body])).toEqual([
    ["succeeded", false],
    ["succeeded", true],
    ["succeeded", false],
    ["succeeded", false],
  ]);
  const bodies = await ctx.sql<{ body: string | null }[]>`
    select a.response_body as body from delivery_attempts a join deliveries d on d.id = a.delivery_id
    where d.webhook_id = ${toUuid("whk", id)} and d.contact_id = ${contactId}`;
  expect(bodies.map(({ body }) => body)).toEqual([null, null, null, null]);
});

test("what happens in one batch before a contact's deletion is told, and then forgotten", async () => {
  const contactId = newUuid();
  const id = await webhook();
  await recordEvents(ctx, { contactId }, { contactId, type: "contact.deleted" });
  while (await relay(deliveryPlanner(), deletionForgetter));
  await withDispatcher(ctx, async (dispatcher) => {
    await claimAll(dispatcher);
    await dispatcher.idle();
  });
  expect(receiver.requests).toHaveLength(2);
  expect((await logOf(ctx, id)).map(({ state, body, forget }) => [state, body, forget])).toEqual([
    ["succeeded", null, true],
    ["succeeded", null, true],
  ]);
});

test("a template that fails leaves nothing behind of a contact that was deleted before", async () => {
  const value = "{% for i in (1..200000) %}{{ contact.email }}{% endfor %}";
  const id = await webhook({ customPayload: { mappings: [{ field: "text", source: "template", value }] } });
  const contactId = newUuid();
  await happen(ctx, { contactId }, { contactId, type: "contact.deleted" });
  await withDispatcher(ctx, drain);
  const rows = await ctx.sql`select state, cause, scope from deliveries where webhook_id = ${toUuid("whk", id)}`;
  expect(rows).toEqual([1, 2].map(() => ({ state: "failed", cause: "bad_request", scope: null })));
});
