import { beforeEach, describe, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import { campaigns } from "@/db/schema";
import { createContact } from "../contacts/create";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import type { DeliveryFilter } from "./contract";
import { countDeliveries } from "./count";
import { listDeliveries } from "./list";
import { deliveryIdAt, testDelivery, testWebhookRow } from "./testing/log-rows";
import { webhookTraffic } from "./traffic";

let ctx: WorkspaceCtx & TestCtx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
});

const idsOf = async (filter: DeliveryFilter, at: WorkspaceCtx = ctx) =>
  (await listDeliveries(at, { limit: 100, ...filter })).items.map(({ id }) => id);

async function testCampaign(): Promise<string> {
  const id = newId("cmp");
  const audience = await testAudience(ctx);
  await ctx.db.insert(campaigns).values({
    id,
    workspaceId: ctx.workspace.id,
    audienceId: audience.id,
    name: "Summer",
    subject: "Hello",
    fromName: "Shop",
    fromEmail: "shop@example.com",
    html: "<p>Hi</p>",
  });
  return id;
}

describe("the delivery log", () => {
  test("tells webhook, campaign, event, contact, last attempt and when the next one is due", async () => {
    const audience = await testAudience(ctx);
    const { id: contactId } = await createContact(ctx, {
      audienceId: audience.id,
      email: "ada@example.com",
      fields: {},
      tags: [],
      groupIds: [],
    });
    const [event] = await ctx.sql<{ id: string }[]>`
      select id from events where contact_id = ${toUuid("con", contactId)} limit 1`;
    const campaignId = await testCampaign();
    const webhookId = await testWebhookRow(ctx, { campaignId });
    const dueAt = new Date(ctx.now().getTime() + 300_000);
    const id = await testDelivery(ctx, { webhookId, campaignId, contactId, attempts: 2 }, { dueAt });
    await ctx.sql`update deliveries set event_id = ${event?.id ?? ""} where id = ${toUuid("dlv", id)}`;
    const [shown] = (await listDeliveries(ctx, { limit: 1 })).items;
    expect(shown).toMatchObject({
      id,
      webhook: { id: webhookId, name: "CRM", url: "https://crm.example.com/hook", campaignId },
      campaign: { id: campaignId, name: "Summer" },
      event: { type: "contact.subscribed" },
      contact: { id: contactId, audienceId: audience.id, email: "ada@example.com" },
      state: "pending",
      attemptCount: 2,
      responseStatus: 500,
      cause: { code: "status", label: "Answered with an error", message: "They answered 500 the 2. time." },
      durationMs: 20,
      nextAttemptAt: dueAt.toISOString(),
      finishedAt: null,
    });
  });

  test("keeps what a deleted webhook, campaign or contact has left", async () => {
    const id = await testDelivery(ctx, {
      webhookId: newId("whk"),
      campaignId: newId("cmp"),
      contactId: newId("con"),
      state: "failed",
      cause: "webhook_deleted",
    });
    const [shown] = (await listDeliveries(ctx, { limit: 10 })).items;
    expect(shown).toMatchObject({ id, webhook: null, campaign: null, contact: { audienceId: null, email: null } });
    expect(shown?.cause).toEqual({ code: "webhook_deleted", label: "Webhook deleted", message: "Webhook deleted." });
  });

  test("is narrowed by webhook, campaign, state, event, contact and time, alone and together", async () => {
    const [a, b] = [await testWebhookRow(ctx), await testWebhookRow(ctx)];
    const [campaignId, contact] = [newId("cmp"), newId("con")];
    const old = deliveryIdAt(new Date(ctx.now().getTime() - 3_600_000));
    await testDelivery(ctx, { id: old, webhookId: a, state: "succeeded" });
    const failed = await testDelivery(ctx, { webhookId: a, state: "failed", contactId: contact });
    const ofB = await testDelivery(ctx, { webhookId: b, state: "failed", campaignId });
    const opened = await testDelivery(ctx, { webhookId: a, state: "held", eventType: "email.opened", campaignId });
    const hourAgo = new Date(ctx.now().getTime() - 1_800_000).toISOString();
    expect(await idsOf({})).toEqual([opened, ofB, failed, old]);
    expect(await idsOf({ webhookId: a })).toEqual([opened, failed, old]);
    expect(await idsOf({ webhookId: a, state: "failed" })).toEqual([failed]);
    expect(await idsOf({ state: "failed" })).toEqual([ofB, failed]);
    expect(await idsOf({ campaignId })).toEqual([opened, ofB]);
    expect(await idsOf({ campaignId, state: "held" })).toEqual([opened]);
    expect(await idsOf({ event: "email.opened" })).toEqual([opened]);
    expect(await idsOf({ event: "email.opened", webhookId: b })).toEqual([]);
    expect(await idsOf({ contact })).toEqual([failed]);
    expect(await idsOf({ contact, webhookId: b })).toEqual([]);
    expect(await idsOf({ from: hourAgo })).toEqual([opened, ofB, failed]);
    expect(await idsOf({ webhookId: a, to: hourAgo })).toEqual([old]);
  });

  test("goes on exactly where a page ended, with and without a webhook", async () => {
    const [a, b] = [await testWebhookRow(ctx), await testWebhookRow(ctx)];
    const states = ["failed", "held", "succeeded", "pending"] as const;
    const made: string[] = [];
    for (let turn = 0; turn < 11; turn++)
      made.unshift(await testDelivery(ctx, { webhookId: turn % 3 === 2 ? b : a, state: states[turn % 4] ?? "held" }));
    const walk = async (filter: DeliveryFilter) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listDeliveries(ctx, { limit: 3, ...filter, cursor });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return seen;
    };
    expect(await walk({})).toEqual(made);
    expect(await walk({ webhookId: a })).toEqual(await idsOf({ webhookId: a }));
    expect(await walk({ webhookId: a })).toHaveLength(8);
  });

  test("shows nothing of another workspace, and refuses a foreign cursor", async () => {
    const webhookId = await testWebhookRow(ctx);
    await testDelivery(ctx, { webhookId, state: "failed" });
    const stranger = await testWorkspace(ctx);
    expect(await idsOf({}, stranger)).toEqual([]);
    expect(await idsOf({ webhookId }, stranger)).toEqual([]);
    expect((await countDeliveries(stranger, { webhookId })).failed).toBe(0);
    await expect(webhookTraffic(stranger, { webhookId, hours: 24 })).rejects.toMatchObject({ code: "not_found" });
    await expect(listDeliveries(ctx, { limit: 1, cursor: "evt_x" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("tells whether its webhook is off, because nothing is sent then", async () => {
    const isOff = async (row: Parameters<typeof testWebhookRow>[1]) => {
      await testDelivery(ctx, { webhookId: await testWebhookRow(ctx, row) });
      return (await listDeliveries(ctx, { limit: 1 })).items[0]?.webhook?.isOff;
    };
    expect(await isOff({})).toBe(false);
    expect(await isOff({ active: false })).toBe(true);
    expect(await isOff({ disabledReason: "failing", disabledAt: ctx.now() })).toBe(true);
  });

  test("while it is being sent there is no next attempt", async () => {
    const webhookId = await testWebhookRow(ctx);
    await testDelivery(ctx, { webhookId }, { claimId: crypto.randomUUID() });
    expect((await listDeliveries(ctx, { limit: 1 })).items[0]?.nextAttemptAt).toBeNull();
  });
});

test("counts go by state and by every filter of the list", async () => {
  const [a, b] = [await testWebhookRow(ctx), await testWebhookRow(ctx)];
  for (const state of ["failed", "failed", "held", "pending", "succeeded"] as const)
    await testDelivery(ctx, { webhookId: a, state });
  await testDelivery(ctx, { webhookId: b, state: "failed", eventType: "email.opened" });
  expect(await countDeliveries(ctx, {})).toEqual({ pending: 1, held: 1, succeeded: 1, failed: 3 });
  expect(await countDeliveries(ctx, { webhookId: a, state: "failed" })).toEqual({
    pending: 0,
    held: 0,
    succeeded: 0,
    failed: 2,
  });
  expect((await countDeliveries(ctx, { event: "email.opened" })).failed).toBe(1);
});

test("a webhook's traffic has an entry for every hour, and the mean of its attempts", async () => {
  const webhookId = await testWebhookRow(ctx);
  const hour = new Date(Math.floor(ctx.now().getTime() / 3_600_000) * 3_600_000);
  await ctx.sql`
    insert into webhook_traffic (webhook_id, hour, slot, succeeded, failed, duration_ms)
    select ${toUuid("whk", webhookId)}::uuid, ${hour}::timestamptz, slot, 2, 1, 90 from generate_series(0, 1) slot`;
  const { hours } = await webhookTraffic(ctx, { webhookId, hours: 24 });
  expect(hours).toHaveLength(24);
  expect(hours[0]).toMatchObject({ succeeded: 0, failed: 0, meanMs: null });
  expect(hours[23]).toEqual({ hour: hour.toISOString(), succeeded: 4, failed: 2, meanMs: 30 });
});
