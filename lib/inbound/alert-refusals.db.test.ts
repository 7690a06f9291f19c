import { afterEach, beforeEach, expect, test } from "vitest";
import type { WorkspaceCtx } from "../context";
import { createMetrics } from "../metrics";
import { testAudience, testWebhookPath } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { sendTo, testHook } from "../testing/workspace-webhook";
import { alertRefusals, alertRule } from "./alert-refusals";
import { createDoor, type Door } from "./door";
import { testWebhook } from "./test-webhook";

let ctx: WorkspaceCtx & TestCtx;
let audienceId: string;
let hook: string;
let door: Door;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audienceId = (await testAudience(ctx)).id;
  hook = await testWebhookPath(ctx, audienceId);
  door = createDoor(ctx, createMetrics());
});
afterEach(() => door.close());

const send = (email: string, times: number, mode = "2") =>
  Promise.all(
    Array.from({ length: times }, () =>
      door.answer({
        method: "POST",
        path: `${hook}/${mode}`,
        ip: null,
        header: (name) => (name === "content-type" ? "application/json" : undefined),
        headers: () => [],
        body: async () => Buffer.from(JSON.stringify({ email })),
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

test("a workspace webhook is called by its name; addresses that nobody has are no alarm", async () => {
  const leave = await testHook(ctx, { type: "UNSUBSCRIBED", name: "Shop goodbyes" });
  const post = (body: object) => sendTo(door, leave.path, { body });
  for (let turn = 0; turn < alertRule.refusedMin; turn++) await post({ email: "nobody@example.com" });
  expect(await mails()).toHaveLength(0);
  for (let turn = 0; turn < alertRule.refusedMin; turn++) await post({});
  expect((await mails()).map(({ subject }) => subject)).toEqual([
    "The inbound webhook Shop goodbyes is refusing requests",
  ]);
});

test("after a day of it there is another mail", async () => {
  await send("nope", alertRule.refusedMin);
  expect(await mails()).toHaveLength(1);
  ctx.clock.now = new Date(ctx.clock.now.getTime() + alertRule.quietMs);
  await send("nope", alertRule.refusedMin);
  expect(await mails()).toHaveLength(2);
});

test("a form that is seldom sent is an alarm when it is refused every time, until it is accepted once", async () => {
  const anHourLater = () => {
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 60 * 60_000);
  };
  await send("nope", alertRule.inARowMin - 1);
  anHourLater();
  await send("jane@example.com", 1);
  anHourLater();
  for (let turn = 1; turn < alertRule.inARowMin; turn++) {
    await send("nope", 1);
    expect(await mails()).toHaveLength(0);
    anHourLater();
  }
  await send("nope", 1);
  const [mail] = await mails();
  expect(mail?.text).toContain(`has refused ${alertRule.inARowMin} requests and accepted none since`);
});

test("a few refusals among many accepted requests are no alarm", async () => {
  await send("nope", alertRule.refusedMin);
  await send("jane@example.com", alertRule.refusedMin * 5);
  expect(await mails()).toHaveLength(0);
});

test("neither conflicts of an add-only URL nor somebody's tests are an alarm", async () => {
  await send("jane@example.com", alertRule.refusedMin * 3, "1");
  for (let turn = 0; turn < alertRule.refusedMin; turn++)
    await testWebhook(ctx, { audienceId, mode: "2", contentType: "application/json", body: "{}", dryRun: false });
  expect(await mails()).toHaveLength(0);
});
