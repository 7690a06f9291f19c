import { beforeEach, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import { campaigns, webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { testAudience } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { testWebhookRow } from "../testing/log-rows";
import { countFailing, switchOffFailing } from "./switch-off";

let ctx: WorkspaceCtx & TestCtx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.db.delete(webhooks);
});

const hourMs = 3_600_000;
const hoursAgo = (hours: number) => new Date(ctx.now().getTime() - hours * hourMs);
const later = (hours: number) => {
  ctx.clock.now = new Date(ctx.now().getTime() + hours * hourMs);
};
const failingFor = (hours: number, row: Partial<typeof webhooks.$inferInsert> = {}) =>
  testWebhookRow(ctx, row, {
    failingSince: hoursAgo(hours),
    lastFailureAt: ctx.now(),
    lastError: "Their server took longer than 15 s.",
  });
const failsAgain = (webhookId: string) => ctx.sql`
  update webhook_health set last_failure_at = ${ctx.now()} where webhook_id = ${toUuid("whk", webhookId)}`;
const succeeds = (webhookId: string) => ctx.sql`
  update webhook_health set failing_since = null, last_success_at = ${ctx.now()} where webhook_id = ${toUuid("whk", webhookId)}`;
const mails = () => ctx.sql<{ to: string; subject: string; text: string }[]>`
  select to_address as "to", subject, text from mails where kind = 'webhook_failing' and workspace_id = ${toUuid("wks", ctx.workspace.id)}
  order by id`;
const subjects = async () => (await mails()).map(({ subject }) => subject);
const stateOf = async (webhookId: string) => {
  const [row] = await ctx.sql`
    select active, disabled_reason as reason, disabled_at as at from webhooks where id = ${toUuid("whk", webhookId)}`;
  return row;
};
const ownerEmail = () => (ctx.actor.type === "user" ? ctx.actor.email : "");

test("after four days of failure alone its owner is told, a day later it is switched off and the owner told again", async () => {
  const id = await failingFor(96);
  expect(await countFailing(ctx)).toBe(1);
  await switchOffFailing(ctx);
  const [warning] = await mails();
  expect(warning).toMatchObject({ to: ownerEmail(), subject: "The webhook CRM will be switched off tomorrow" });
  expect(warning?.text).toContain("Their server took longer than 15 s.");
  expect(warning?.text).toContain(`http://localhost:3000/${ctx.workspace.slug}/webhooks/${id}`);
  later(23);
  await failsAgain(id);
  await switchOffFailing(ctx);
  expect(await stateOf(id)).toMatchObject({ active: true, reason: null });
  later(1);
  await failsAgain(id);
  await switchOffFailing(ctx);
  expect(await stateOf(id)).toEqual({ active: false, reason: "failing", at: ctx.now() });
  later(48);
  await switchOffFailing(ctx);
  expect(await subjects()).toEqual([
    "The webhook CRM will be switched off tomorrow",
    "The webhook CRM was switched off",
  ]);
  expect(ctx.sent).toContain("mail/queued");
  expect(await countFailing(ctx)).toBe(0);
});

test("a webhook that has failed for a week unseen is switched off a day after its owner knows, not before", async () => {
  const id = await failingFor(24 * 7);
  await switchOffFailing(ctx);
  await switchOffFailing(ctx);
  expect(await stateOf(id)).toMatchObject({ active: true });
  expect(await subjects()).toHaveLength(1);
  later(24);
  await switchOffFailing(ctx);
  expect(await stateOf(id)).toMatchObject({ active: false });
});

test("a success in between clears it: the next time there is another warning first", async () => {
  const id = await failingFor(97);
  await switchOffFailing(ctx);
  await succeeds(id);
  later(30);
  await switchOffFailing(ctx);
  expect(await stateOf(id)).toMatchObject({ active: true });
  await ctx.sql`update webhook_health set failing_since = ${ctx.now()} where webhook_id = ${toUuid("whk", id)}`;
  later(24 * 6);
  await failsAgain(id);
  await switchOffFailing(ctx);
  expect(await stateOf(id)).toMatchObject({ active: true });
  expect(await subjects()).toEqual(Array(2).fill("The webhook CRM will be switched off tomorrow"));
});

test("one delivery that nobody took is no reason, however long ago", async () => {
  const id = await failingFor(1);
  later(24 * 30);
  await switchOffFailing(ctx);
  expect([await subjects(), await stateOf(id)]).toMatchObject([[], { active: true }]);
});

test("several processes at once write each mail once", async () => {
  await failingFor(120);
  await failingFor(120);
  await testWebhookRow(
    ctx,
    { active: false, disabledReason: "gone", disabledAt: ctx.now() },
    { lastFailureAt: ctx.now() },
  );
  await Promise.all(Array.from({ length: 5 }, () => switchOffFailing(ctx)));
  expect(await subjects()).toHaveLength(3);
  later(24);
  await Promise.all(Array.from({ length: 5 }, () => switchOffFailing(ctx)));
  expect(await subjects()).toHaveLength(5);
});

test("a webhook whose server said 410 is told of once, and again when it happens again", async () => {
  const id = await testWebhookRow(ctx, { active: false, disabledReason: "gone", disabledAt: ctx.now() });
  await switchOffFailing(ctx);
  await switchOffFailing(ctx);
  expect((await mails()).map(({ text }) => text.includes("410 Gone"))).toEqual([true]);
  later(1);
  await ctx.sql`update webhooks set disabled_at = ${ctx.now()} where id = ${toUuid("whk", id)}`;
  await switchOffFailing(ctx);
  expect(await subjects()).toHaveLength(2);
});

test("a paused webhook is nobody's concern; a campaign's is named with its campaign, and one without a name by its host", async () => {
  await failingFor(200, { active: false });
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
  const id = await failingFor(200, { campaignId, name: "" });
  await switchOffFailing(ctx);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail?.subject).toBe("The webhook to crm.example.com of Summer will be switched off tomorrow");
  expect(mail?.text).toContain(`/campaigns/${campaignId}/connect/${id}`);
});
