import { afterAll, beforeEach, expect, test } from "vitest";
import type { WorkspaceCtx } from "../../context";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { type Receiver, startReceiver } from "../../testing/receiver";
import { attemptsMax } from "../engine/retry";
import { getDelivery } from "../get";
import { listDeliveries } from "../list";
import { drain, happen, withDispatcher } from "../testing/engine";
import { testWebhookRow } from "../testing/log-rows";
import { updateWebhook } from "../update-webhook";
import { replayDeliveries } from "./start";

let ctx: WorkspaceCtx & TestCtx;
let receiver: Receiver;
const receivers: Receiver[] = [];
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  receiver = await startReceiver();
  receivers.push(receiver);
});
afterAll(() => Promise.all(receivers.map((one) => one.close())));

const webhook = (row: Parameters<typeof testWebhookRow>[1] = {}) =>
  testWebhookRow(ctx, { url: `${receiver.url}/hook`, events: ["contact.updated"], ...row });
const newest = async () => {
  const [delivery] = (await listDeliveries(ctx, { limit: 1 })).items;
  return getDelivery(ctx, { deliveryId: delivery?.id ?? "" });
};
/** Until nothing of it waits any more: time stands still between, so it is moved to where the next attempt is due. */
async function untilEnded(dispatcher: Parameters<typeof drain>[0]) {
  for (;;) {
    await drain(dispatcher);
    const { nextAttemptAt } = await newest();
    if (nextAttemptAt === null) return;
    ctx.clock.now = new Date(nextAttemptAt);
    await ctx.sql`update webhook_health set open_until = null`;
  }
}

test("what arrived is sent again with the same bytes and id, and the log counts both attempts", async () => {
  await webhook();
  await happen(ctx, {});
  await withDispatcher(ctx, async (dispatcher) => {
    await drain(dispatcher);
    const { id } = await newest();
    await replayDeliveries(ctx, { ids: [id] });
    await drain(dispatcher);
  });
  const [first, second] = receiver.requests;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  const after = await newest();
  expect(after).toMatchObject({ state: "succeeded", attemptCount: 2 });
  expect(after.attempts.map(({ number, responseStatus }) => [number, responseStatus])).toEqual([
    [1, 200],
    [2, 200],
  ]);
});

test("what failed for good is tried by the whole schedule again, and its attempts go on counting", async () => {
  receiver.answer = () => 500;
  await webhook();
  await happen(ctx, {});
  await withDispatcher(ctx, async (dispatcher) => {
    await untilEnded(dispatcher);
    expect(await newest()).toMatchObject({ state: "failed", attemptCount: attemptsMax });
    const { id } = await newest();
    await replayDeliveries(ctx, { ids: [id] });
    await untilEnded(dispatcher);
  });
  const after = await newest();
  expect(after).toMatchObject({ state: "failed", attemptCount: 2 * attemptsMax, responseStatus: 500 });
  expect(after.attempts.map(({ number }) => number)).toEqual(Array.from({ length: 2 * attemptsMax }, (_, n) => n + 1));
});

test("what was held while the webhook was off arrives once it is switched on", async () => {
  const webhookId = await webhook({ active: false, concurrency: 1 });
  await happen(ctx, {});
  await happen(ctx, {});
  expect((await listDeliveries(ctx, { limit: 10 })).items.map(({ state }) => state)).toEqual(["held", "held"]);
  await updateWebhook(ctx, { webhookId, active: true, held: "send" });
  await withDispatcher(ctx, drain);
  const { items } = await listDeliveries(ctx, { limit: 10 });
  expect(items.map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
  expect(receiver.requests.map(({ headers }) => headers["webhook-id"]).sort()).toEqual(
    items.map(({ id }) => id).sort(),
  );
});

test("a delivery that is sent again counts its attempts on, keeps each in its timeline, and has the whole schedule before it", async () => {
  await webhook();
  await happen(ctx, {});
  await withDispatcher(ctx, async (dispatcher) => {
    const sendAgain = async (id: string) => {
      await replayDeliveries(ctx, { ids: [id] });
      await drain(dispatcher);
      return newest();
    };
    receiver.answer = () => 500;
    await drain(dispatcher);
    const { id } = await newest();
    expect(await sendAgain(id)).toMatchObject({ attemptCount: 2, nextAttemptNumber: 3 });
    receiver.answer = () => 508;
    expect(await sendAgain(id)).toMatchObject({ state: "failed", attemptCount: 3, nextAttemptNumber: null });
    receiver.answer = () => 500;
    expect(await sendAgain(id)).toMatchObject({ state: "pending", attemptCount: 4, nextAttemptNumber: 2 });
    receiver.answer = () => 200;
    const { state, attempts } = await sendAgain(id);
    expect(state).toBe("succeeded");
    expect(attempts.map(({ number, responseStatus }) => [number, responseStatus])).toEqual([
      [1, 500],
      [2, 500],
      [3, 508],
      [4, 500],
      [5, 200],
    ]);
  });
});
