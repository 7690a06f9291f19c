import { beforeEach, expect, test } from "vitest";
import { newId, toUuid, uuidFloor } from "@/db/ids";
import { campaigns, webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { deleteWebhook } from "../webhooks/delete";
import { countHopeless, endDeliveries } from "./end-deliveries";
import { listDeliveries } from "./list";
import { deliveryIdAt, testDelivery, testWebhookRow } from "./testing/log-rows";

let ctx: WorkspaceCtx & TestCtx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.db.delete(webhooks);
  await ctx.sql`delete from deleted_webhooks`;
});

const run = async () => {
  while (await endDeliveries(ctx));
};
const shown = async () =>
  (await listDeliveries(ctx, { limit: 100 })).items.map(({ id, state, cause, webhook }) => ({
    id,
    state,
    cause: cause?.code ?? null,
    named: webhook !== null,
  }));
const queued = async () =>
  (
    await ctx.sql`
  select id from delivery_queue where workspace_id = ${toUuid("wks", ctx.workspace.id)}`
  ).length;
const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000);

test("what a deleted webhook has not delivered ends as failed and leaves the queue; the log stays readable", async () => {
  const webhookId = await testWebhookRow(ctx);
  const other = await testWebhookRow(ctx);
  const arrived = await testDelivery(ctx, { webhookId, state: "succeeded" });
  const waiting = await testDelivery(ctx, { webhookId });
  const held = await testDelivery(ctx, { webhookId, state: "held" });
  const kept = await testDelivery(ctx, { webhookId: other });
  await deleteWebhook(ctx, { webhookId });
  expect((await countHopeless(ctx)).count).toBe(2);
  await run();
  expect(await shown()).toEqual([
    { id: kept, state: "pending", cause: null, named: true },
    { id: held, state: "failed", cause: "webhook_deleted", named: false },
    { id: waiting, state: "failed", cause: "webhook_deleted", named: false },
    { id: arrived, state: "succeeded", cause: null, named: false },
  ]);
  expect(await queued()).toBe(1);
  expect((await countHopeless(ctx)).count).toBe(0);
});

test("an audience takes campaigns and their webhooks with it: their deliveries end too", async () => {
  const audience = await testAudience(ctx);
  const campaignId = newId("cmp");
  await ctx.db.insert(campaigns).values({
    id: campaignId,
    workspaceId: ctx.workspace.id,
    audienceId: audience.id,
    name: "Summer",
    subject: "Hello",
    fromName: "Shop",
    fromEmail: "shop@example.com",
    html: "<p>Hi</p>",
  });
  const id = await testDelivery(ctx, { webhookId: await testWebhookRow(ctx, { campaignId }), campaignId });
  await ctx.sql`delete from audiences where id = ${audience.uuid}`;
  await run();
  expect(await shown()).toEqual([{ id, state: "failed", cause: "webhook_deleted", named: false }]);
});

test("what is being sent when its webhook is deleted ends as it ends; its next attempt is taken away", async () => {
  const webhookId = await testWebhookRow(ctx);
  const leaseEnd = new Date(ctx.now().getTime() + 30_000);
  const id = await testDelivery(ctx, { webhookId }, { claimId: crypto.randomUUID(), dueAt: leaseEnd });
  await deleteWebhook(ctx, { webhookId });
  await run();
  expect(await shown()).toMatchObject([{ state: "pending" }]);
  await ctx.sql`update delivery_queue set claim_id = null where id = ${toUuid("dlv", id)}`;
  await run();
  expect(await shown()).toMatchObject([{ state: "failed", cause: "webhook_deleted" }]);
});

test("deliveries that a relay plans just after the deletion end as well; the memory of it goes later", async () => {
  const webhookId = await testWebhookRow(ctx);
  await deleteWebhook(ctx, { webhookId });
  await run();
  await testDelivery(ctx, { webhookId });
  await run();
  expect(await shown()).toMatchObject([{ state: "failed", cause: "webhook_deleted" }]);
  ctx.clock.now = new Date(Date.now() + 3_600_000);
  await run();
  expect(await ctx.sql`select from deleted_webhooks`).toHaveLength(0);
});

test("what ends loses the data of a contact that was deleted while it waited", async () => {
  const webhookId = await testWebhookRow(ctx);
  const forget = { webhookId, forget: true };
  const waiting = await testDelivery(ctx, { ...forget, attempts: 1 });
  const unmade = await testDelivery(ctx, { ...forget, body: null, scope: { contact: { email: "ann@example.com" } } });
  const kept = await testDelivery(ctx, { webhookId });
  await ctx.sql`update delivery_attempts set response_body = 'ann@example.com' where delivery_id = ${toUuid("dlv", waiting)}`;
  await deleteWebhook(ctx, { webhookId });
  await run();
  const rows = await ctx.sql`
    select d.id, d.state, d.body is not null or d.scope is not null or a.response_body is not null as told
    from deliveries d left join delivery_attempts a on a.delivery_id = d.id
    where d.webhook_id = ${toUuid("whk", webhookId)} order by d.id`;
  expect(rows).toEqual([
    { id: toUuid("dlv", waiting), state: "failed", told: false },
    { id: toUuid("dlv", unmade), state: "failed", told: false },
    { id: toUuid("dlv", kept), state: "failed", told: true },
  ]);
});

test("more than one step's worth ends too", async () => {
  const webhookId = await testWebhookRow(ctx);
  await ctx.sql`
    insert into deliveries (id, workspace_id, webhook_id, event_id, event_type, state, method, content_type, created_at)
    select ('018f0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${toUuid("wks", ctx.workspace.id)}, ${toUuid("whk", webhookId)},
      gen_random_uuid(), 'contact.created', 'held', 'POST', 'json', now() from generate_series(1, 2500) n`;
  await deleteWebhook(ctx, { webhookId });
  await run();
  const states = await ctx.sql`
    select state, count(*)::int from deliveries where workspace_id = ${toUuid("wks", ctx.workspace.id)} group by 1`;
  expect(states).toEqual([{ state: "failed", count: 2_500 }]);
});

test("what was held for 30 days expires, and what waited as long in the queue of a webhook that is off", async () => {
  const off = await testWebhookRow(ctx, { active: false });
  const on = await testWebhookRow(ctx);
  const young = await testDelivery(ctx, { webhookId: off, state: "held" });
  const resent = await testDelivery(ctx, { id: deliveryIdAt(daysAgo(32)), webhookId: on });
  const waiting = await testDelivery(ctx, { webhookId: off }, { dueAt: daysAgo(31) });
  const held = await testDelivery(ctx, { id: deliveryIdAt(daysAgo(31)), webhookId: off, state: "held" });
  await run();
  const after = new Map((await shown()).map((delivery) => [delivery.id, delivery]));
  expect(after.get(held)).toMatchObject({ state: "failed", cause: "expired" });
  expect(after.get(waiting)).toMatchObject({ state: "failed", cause: "expired" });
  expect(after.get(young)).toMatchObject({ state: "held" });
  expect(after.get(resent)).toMatchObject({ state: "pending" });
});

test("of more than ten thousand held deliveries the oldest are given up, and say so", async () => {
  const webhookId = await testWebhookRow(ctx, { active: false });
  await ctx.sql`
    insert into deliveries (id, workspace_id, webhook_id, event_id, event_type, state, method, content_type, created_at)
    select overlay(${uuidFloor(daysAgo(1))} placing lpad(to_hex(n), 12, '0') from 25)::uuid, ${toUuid("wks", ctx.workspace.id)},
      ${toUuid("whk", webhookId)}, gen_random_uuid(), 'contact.created', 'held', 'POST', 'json', now() from generate_series(1, 10003) n`;
  await run();
  const states = await ctx.sql`
    select state, cause, count(*)::int, right(max(id::text), 4) as newest from deliveries
    where webhook_id = ${toUuid("whk", webhookId)} group by 1, 2 order by 1`;
  expect(states).toEqual([
    { state: "failed", cause: "expired", count: 3, newest: "0003" },
    { state: "held", cause: null, count: 10_000, newest: "2713" },
  ]);
});
