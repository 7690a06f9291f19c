import { afterAll, beforeEach, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { type Receiver, startReceiver } from "../../testing/receiver";
import { deliverWebhooksFunction } from "../background";
import { shardOfWebhook } from "../shards";
import { claimAll, drain, happen, logOf, withDispatcher } from "../testing/engine";
import { testWebhookRow } from "../testing/log-rows";
import { createDispatcher } from "./dispatcher";
import { engineLimits } from "./limits";

let ctx: WorkspaceCtx & TestCtx;
let receiver: Receiver;
const receivers: Receiver[] = [];
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  // Every test sees its own queue alone.
  await ctx.sql`truncate delivery_queue`;
  receiver = await startReceiver();
  receivers.push(receiver);
});
afterAll(() => Promise.all(receivers.map((one) => one.close())));

const webhook = (row: Parameters<typeof testWebhookRow>[1] = {}) =>
  testWebhookRow(ctx, { url: `${receiver.url}/hook`, events: ["contact.updated"], ...row });
const events = (count: number) => Array.from({ length: count }, () => ({}));
const later = (ms: number) => {
  ctx.clock.now = new Date(ctx.clock.now.getTime() + ms);
};
const statesOf = async (id: string) => (await logOf(ctx, id)).map(({ state }) => state);
const claimedOf = (id: string) =>
  ctx.sql`select from delivery_queue where webhook_id = ${toUuid("whk", id)} and claim_id is not null`;
/** A receiver that takes requests and answers when it is told to. */
function hanging() {
  const answers: (() => void)[] = [];
  receiver.answer = ({ url }) =>
    url.startsWith("/hang") ? (response) => void answers.push(() => response.end("ok")) : 200;
  return () => {
    for (const answer of answers.splice(0)) answer();
  };
}

/** An id of a webhook that shares a shard with another one. */
function neighbourOf(id: string): string {
  for (;;) {
    const candidate = newId("whk");
    if (shardOfWebhook(toUuid("whk", candidate)) === shardOfWebhook(toUuid("whk", id))) return candidate;
  }
}

test("an endpoint that hangs with a full backlog keeps nobody on its shard from being served", async () => {
  const answer = hanging();
  const slow = await webhook({ url: `${receiver.url}/hang` });
  const quick = await webhook({ id: neighbourOf(slow), events: ["contact.created"] });
  await happen(ctx, ...events(300));
  await withDispatcher(ctx, async (dispatcher) => {
    await claimAll(dispatcher);
    await receiver.received(10);
    await happen(ctx, ...Array.from({ length: 30 }, () => ({ type: "contact.created" as const })));
    await claimAll(dispatcher);
    await receiver.received(40);
    while (!(await statesOf(quick)).every((state) => state === "succeeded"));
    expect(receiver.requests.filter(({ url }) => url === "/hang")).toHaveLength(10);
    await ctx.sql`update webhooks set active = false where id = ${toUuid("whk", slow)}`;
    answer();
  });
});

test("no endpoint gets more requests at once than it takes, and all of its backlog", async () => {
  receiver.answer = () => (response) => void setImmediate(() => response.end("ok"));
  const id = await webhook({ concurrency: 3 });
  await happen(ctx, ...events(200));
  await withDispatcher(ctx, drain);
  expect(receiver.openMax).toBe(3);
  expect(await statesOf(id)).toEqual(Array(200).fill("succeeded"));
});

test("a rate limit is kept: a second's worth at once, the rest as time goes by", async () => {
  const id = await webhook({ ratePerMinute: 120 });
  await happen(ctx, ...events(5));
  await withDispatcher(ctx, async (dispatcher) => {
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(2);
    later(499);
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(2);
    later(1);
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(3);
    later(60_000);
    await drain(dispatcher);
  });
  expect(await statesOf(id)).toEqual(Array(5).fill("succeeded"));
});

test("two processes on one database never pass an endpoint's limit, and send nothing twice", async () => {
  receiver.answer = () => (response) => void setImmediate(() => response.end("ok"));
  const ids = await Promise.all(Array.from({ length: 4 }, () => webhook({ concurrency: 2 })));
  await happen(ctx, ...events(60));
  await withDispatcher(ctx, (one) =>
    withDispatcher(ctx, async (other) => {
      while ((await ctx.sql`select from delivery_queue limit 1`).length > 0) await Promise.all([one, other].map(drain));
    }),
  );
  expect(receiver.openMax).toBeLessThanOrEqual(8);
  expect(new Set(receiver.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(240);
  expect(receiver.requests).toHaveLength(240);
  for (const id of ids) expect(await statesOf(id)).toEqual(Array(60).fill("succeeded"));
});

test("what one process sends to an endpoint, no other one touches until the lease ends; then it takes over under the same id", async () => {
  hanging();
  const id = await webhook({ url: `${receiver.url}/hang`, concurrency: 1 });
  await happen(ctx, ...events(2));
  // Never stopped: its process died.
  const dead = createDispatcher(ctx);
  await claimAll(dead);
  await receiver.received(1);
  // Nobody has claimed this one, but it is the endpoint's second.
  await happen(ctx, {});
  await withDispatcher(ctx, async (dispatcher) => {
    receiver.answer = () => 200;
    later(engineLimits.leaseMs - 1);
    await drain(dispatcher);
    expect(receiver.requests).toHaveLength(1);
    later(2);
    await drain(dispatcher);
  });
  expect(await statesOf(id)).toEqual(["succeeded", "succeeded", "succeeded"]);
  const sent = receiver.requests.map(({ headers }) => headers["webhook-id"]);
  expect(sent).toHaveLength(4);
  expect(sent.filter((one) => one === sent[0])).toHaveLength(2);
});

test("the word of a process whose lease has ended does not count any more", async () => {
  const answer = hanging();
  const id = await webhook({ url: `${receiver.url}/hang`, concurrency: 1 });
  await happen(ctx, {});
  const late = createDispatcher(ctx);
  await claimAll(late);
  await receiver.received(1);
  later(engineLimits.leaseMs + 1);
  receiver.answer = () => 500;
  await withDispatcher(ctx, async (dispatcher) => {
    await drain(dispatcher);
    answer();
    await late.idle();
  });
  expect(await logOf(ctx, id)).toMatchObject([{ state: "pending", attempts: 1, responseStatus: 500 }]);
  expect(
    await ctx.sql`select from delivery_attempts a join deliveries d on d.id = a.delivery_id where d.webhook_id = ${toUuid("whk", id)}`,
  ).toHaveLength(1);
});

test("a process that stops gives back what waits and writes down what is under way", async () => {
  const answer = hanging();
  const id = await webhook({ url: `${receiver.url}/hang`, concurrency: 2 });
  await happen(ctx, ...events(6));
  const dispatcher = createDispatcher(ctx);
  await claimAll(dispatcher);
  await receiver.received(2);
  expect(await claimedOf(id)).toHaveLength(6);
  const stopped = dispatcher.stop(10_000);
  while ((await claimedOf(id)).length > 2);
  answer();
  await stopped;
  expect(await claimedOf(id)).toHaveLength(0);
  expect((await statesOf(id)).filter((state) => state === "succeeded")).toHaveLength(2);
});

test("the background tells what is due and when the next falls due, without what is paused or closed", async () => {
  const drainOf = deliverWebhooksFunction();
  const id = await webhook();
  await happen(ctx, ...events(3));
  expect(await drainOf.due(ctx)).toEqual({ count: 3, oldestAt: ctx.clock.now });
  const openUntil = new Date(ctx.clock.now.getTime() + 30_000);
  await ctx.sql`insert into webhook_health (webhook_id, open_until) values (${toUuid("whk", id)}, ${openUntil})`;
  expect(await drainOf.due(ctx)).toEqual({ count: 0, oldestAt: null });
  expect(await drainOf.nextDueAt?.(ctx)).toEqual(openUntil);
  await ctx.sql`update webhooks set active = false where id = ${toUuid("whk", id)}`;
  expect(await drainOf.nextDueAt?.(ctx)).toBeNull();
});
