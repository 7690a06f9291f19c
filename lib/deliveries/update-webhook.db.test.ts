import { beforeEach, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { jobs } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { runDueJobs } from "../jobs/run-due";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { countDeliveries } from "./count";
import { dropHeldJob } from "./held";
import { listDeliveries } from "./list";
import { replayDeliveriesJob } from "./replay/job";
import { replayDeliveries } from "./replay/start";
import { testDelivery, testWebhookRow } from "./testing/log-rows";
import { updateWebhook } from "./update-webhook";

let ctx: WorkspaceCtx & TestCtx;
let webhookId: string;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.db.delete(jobs);
  webhookId = await testWebhookRow(ctx, { active: false });
});
const hold = (count: number) => ctx.sql`
  insert into deliveries (id, workspace_id, webhook_id, event_id, event_type, state, method, content_type, body, created_at)
  select ('018f0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${toUuid("wks", ctx.workspace.id)}, ${toUuid("whk", webhookId)},
    gen_random_uuid(), 'contact.created', 'held', 'POST', 'json', '{}'::bytea, now() from generate_series(1, ${count}::int) n`;
const counts = () => countDeliveries(ctx, { webhookId });

test("switched on with held: send, what was held is in the queue when the answer leaves", async () => {
  await hold(3);
  const webhook = await updateWebhook(ctx, { webhookId, active: true, held: "send" });
  expect(webhook).toMatchObject({ active: true, held: 0, disabled: null, warning: null });
  expect(await counts()).toEqual({ pending: 3, held: 0, succeeded: 0, failed: 0 });
  expect(await ctx.sql`select id from delivery_queue where webhook_id = ${toUuid("whk", webhookId)}`).toHaveLength(3);
  expect(ctx.sent).toContain("deliveries/queued");
});

test("with held: drop it ends as failed, and the log says that it was dropped", async () => {
  await hold(2);
  const other = await testWebhookRow(ctx, { active: false });
  await testDelivery(ctx, { webhookId: other, state: "held" });
  expect(await updateWebhook(ctx, { webhookId, active: true, held: "drop" })).toMatchObject({ active: true, held: 0 });
  expect(await counts()).toEqual({ pending: 0, held: 0, succeeded: 0, failed: 2 });
  const { items } = await listDeliveries(ctx, { webhookId, limit: 1 });
  expect(items[0]?.cause).toEqual({
    code: "dropped",
    label: "Dropped",
    message: "It was held while the webhook was switched off, and dropped when it was switched on again.",
  });
  expect((await countDeliveries(ctx, { webhookId: other })).held).toBe(1);
});

test("dropped, the news that a contact was deleted loses the contact's data", async () => {
  await testDelivery(ctx, { webhookId, state: "held", eventType: "contact.deleted", forget: true });
  await updateWebhook(ctx, { webhookId, active: true, held: "drop" });
  const rows = await ctx.sql`select state, body from deliveries where webhook_id = ${toUuid("whk", webhookId)}`;
  expect(rows).toEqual([{ state: "failed", body: null }]);
});

test("without held they stay, and a replay of what is held sends them later", async () => {
  await hold(2);
  expect(await updateWebhook(ctx, { webhookId, active: true })).toMatchObject({ active: true, held: 2 });
  expect((await counts()).held).toBe(2);
  await replayDeliveries(ctx, { filter: { webhookId, state: "held" } });
  expect((await counts()).pending).toBe(2);
});

test("a webhook that was switched off by itself is on again and sends what was held, in one call", async () => {
  await ctx.sql`
    update webhooks set disabled_reason = 'failing', disabled_at = ${ctx.now()} where id = ${toUuid("whk", webhookId)}`;
  await hold(1);
  const webhook = await updateWebhook(ctx, { webhookId, active: true, held: "send" });
  expect(webhook).toMatchObject({ active: true, disabled: null, held: 0 });
});

test.each(["send", "drop"] as const)("thousands go on in the background: %s", async (held) => {
  await hold(1_700);
  expect(await updateWebhook(ctx, { webhookId, active: true, held })).toMatchObject({ held: 1_200 });
  while (await runDueJobs(ctx, [replayDeliveriesJob, dropHeldJob]));
  expect(await counts()).toMatchObject(held === "send" ? { pending: 1_700, held: 0 } : { failed: 1_700, held: 0 });
  const [job] = await ctx.db.select().from(jobs);
  expect(job).toMatchObject({ state: "done", total: 1_700, done: 1_700 });
});

test("a webhook that stays off neither sends nor drops, and nothing of the change is saved", async () => {
  await hold(1);
  await expect(updateWebhook(ctx, { webhookId, name: "New", held: "send" })).rejects.toMatchObject({
    code: "invalid_input",
  });
  const [row] = await ctx.sql`select name from webhooks where id = ${toUuid("whk", webhookId)}`;
  expect([row?.name, (await counts()).held]).toEqual(["CRM", 1]);
});

test("nothing held leaves no job behind", async () => {
  await updateWebhook(ctx, { webhookId, active: true, held: "send" });
  expect(await ctx.db.select().from(jobs)).toEqual([]);
});
