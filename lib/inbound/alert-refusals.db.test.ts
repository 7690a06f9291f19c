import { beforeEach, expect, test } from "vitest";
import type { WorkspaceCtx } from "../context";
import { testAudience, testWebhookPath } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { alertRefusals, alertRule } from "./alert-refusals";
import { testWebhook } from "./test-webhook";

let ctx: WorkspaceCtx & TestCtx;
let audienceId: string;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audienceId = (await testAudience(ctx)).id;
  await testWebhookPath(ctx, audienceId);
});

const send = (email: string, times: number) =>
  Promise.all(
    Array.from({ length: times }, () =>
      testWebhook(ctx, {
        audienceId,
        mode: "2",
        contentType: "application/json",
        body: JSON.stringify({ email }),
        dryRun: false,
      }),
    ),
  );
const mails = async () => {
  await alertRefusals(ctx);
  return ctx.sql<{ to: string; subject: string; text: string }[]>`
    select to_address as "to", subject, text from mails where kind = 'webhook_refusing'
      and workspace_id in (select workspace_id from members where user_id = (select id from users where email = ${ownerEmail()}))`;
};
const ownerEmail = () => (ctx.actor.type === "user" ? ctx.actor.email : "");

test("the owner is mailed once when a webhook starts refusing, with the reason and where to look", async () => {
  await send("nope", alertRule.refusedMin);
  const [mail] = await mails();
  expect(mail).toMatchObject({ to: ownerEmail(), subject: "The inbound webhook of Newsletter is refusing requests" });
  expect(mail?.text).toContain("Please provide a valid email address.");
  expect(mail?.text).toContain(`/audiences/${audienceId}/requests?status=refused`);
  await send("nope", alertRule.refusedMin);
  expect(await mails()).toHaveLength(1);
});

test("after a day of it there is another mail", async () => {
  await send("nope", alertRule.refusedMin);
  expect(await mails()).toHaveLength(1);
  ctx.clock.now = new Date(ctx.clock.now.getTime() + alertRule.quietMs);
  await send("nope", alertRule.refusedMin);
  expect(await mails()).toHaveLength(2);
});

test("a few refusals among many accepted requests are no alarm", async () => {
  await send("nope", alertRule.refusedMin);
  await send("jane@example.com", alertRule.refusedMin + 1);
  expect(await mails()).toHaveLength(0);
});
