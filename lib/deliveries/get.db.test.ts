import { beforeEach, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { seal } from "../crypto";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { deliveryDetailSchema } from "./contract";
import { getDelivery } from "./get";
import { testDelivery, testWebhookRow } from "./testing/log-rows";

let ctx: WorkspaceCtx & TestCtx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
});
const headersOf = (detail: Awaited<ReturnType<typeof getDelivery>>) =>
  Object.fromEntries((detail.request?.headers ?? []).map(({ name, value }) => [name, value]));

test("shows the request as the next attempt would send it: stored bytes, present address, nothing secret", async () => {
  const webhookId = await testWebhookRow(ctx, {
    username: "ann",
    password: seal(ctx.key, "hidden-password"),
    secret: seal(ctx.key, "hidden-secret"),
    hexSignature: true,
  });
  const id = await testDelivery(ctx, { webhookId, attempts: 1 });
  await ctx.sql`update webhooks set url = 'https://moved.example.com/in' where id = ${toUuid("whk", webhookId)}`;
  const detail = await getDelivery(ctx, { deliveryId: id });
  expect(deliveryDetailSchema.parse(detail)).toEqual(detail);
  expect(detail.request).toMatchObject({ method: "POST", url: "https://moved.example.com/in", body: '{"n":1}' });
  expect(headersOf(detail)).toMatchObject({
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": "made when it is sent",
    "webhook-signature": "made when it is sent",
    "x-webhook-signature": "made when it is sent",
    authorization: "Basic ••••••",
  });
  expect(JSON.stringify(detail)).not.toContain("hidden");
});

test("a GET's data stands in the address", async () => {
  const webhookId = await testWebhookRow(ctx, { method: "GET", url: "https://crm.example.com/hook?key=1" });
  const id = await testDelivery(ctx, { webhookId, method: "GET", body: Buffer.from("email=a%40example.com") });
  const { request } = await getDelivery(ctx, { deliveryId: id });
  expect(request).toMatchObject({
    method: "GET",
    url: "https://crm.example.com/hook?key=1&email=a%40example.com",
    body: null,
  });
});

test("a body with templates that is not made yet is shown as it would be", async () => {
  const webhookId = await testWebhookRow(ctx, {
    customPayload: { mappings: [{ field: "hello", source: "template", value: "Hi {{ contact.email }}" }] },
  });
  const scope = { contact: { email: "ada@example.com" } };
  const id = await testDelivery(ctx, { webhookId, state: "held", body: null, scope });
  const { request } = await getDelivery(ctx, { deliveryId: id });
  expect(request?.body).toBe('{"hello":"Hi ada@example.com"}');
});

test("who may not change contacts can't unsubscribe them by what a webhook was sent, or quoted in its answer", async () => {
  const token = "t".repeat(87);
  const link = `http://localhost:3000/unsubscribe/${token}`;
  const posted = await testDelivery(ctx, {
    webhookId: await testWebhookRow(ctx),
    body: Buffer.from(JSON.stringify({ leave: link })),
    attempts: 1,
  });
  const query = `leave=${encodeURIComponent(link)}`;
  const got = await testDelivery(ctx, {
    webhookId: await testWebhookRow(ctx, { method: "GET" }),
    method: "GET",
    body: Buffer.from(query),
    attempts: 1,
  });
  await ctx.sql`
    update delivery_attempts set url = ${`https://crm.example.com/hook?${query}`},
      response_body = ${JSON.stringify({ got: link }).replaceAll("/", "\\/")}
    where workspace_id = ${toUuid("wks", ctx.workspace.id)}`;
  const viewer: typeof ctx = { ...ctx, actor: { type: "api_key", apiKeyId: "key", role: "viewer" } };
  for (const deliveryId of [posted, got]) {
    expect(JSON.stringify(await getDelivery(ctx, { deliveryId })).split(token).length).toBe(4);
    const shown = JSON.stringify(await getDelivery(viewer, { deliveryId }));
    expect(shown).not.toContain(token);
    expect(shown).toContain("•••");
  }
});

test("every attempt is told with its cause in words, oldest first", async () => {
  const webhookId = await testWebhookRow(ctx);
  const id = await testDelivery(ctx, { webhookId, state: "failed", attempts: 3 });
  const { attempts, attemptCount } = await getDelivery(ctx, { deliveryId: id });
  expect(attemptCount).toBe(3);
  expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(attempts[2]).toMatchObject({
    url: "https://crm.example.com/hook",
    requestHeaders: { "content-type": "application/json" },
    startedAt: ctx.now().toISOString(),
    responseStatus: 500,
    responseHeaders: { server: "test" },
    responseBody: null,
    cause: { code: "status", label: "Answered with an error", message: "They answered 500 the 3. time." },
  });
});

test("what is left of a delivery whose data or webhook has gone is still shown", async () => {
  const forgotten = await testDelivery(ctx, { webhookId: await testWebhookRow(ctx), state: "succeeded", body: null });
  expect((await getDelivery(ctx, { deliveryId: forgotten })).request).toBeNull();
  const orphan = await testDelivery(ctx, { webhookId: newId("whk"), state: "failed", attempts: 1 });
  const { request, webhook } = await getDelivery(ctx, { deliveryId: orphan });
  expect([webhook, request?.url]).toEqual([null, "https://crm.example.com/hook"]);
  const never = await testDelivery(ctx, { webhookId: newId("whk"), state: "failed" });
  expect((await getDelivery(ctx, { deliveryId: never })).request).toBeNull();
});

test("a delivery of another workspace is not found", async () => {
  const id = await testDelivery(ctx, { webhookId: await testWebhookRow(ctx) });
  const stranger = await testWorkspace(ctx);
  await expect(getDelivery(stranger, { deliveryId: id })).rejects.toMatchObject({ code: "not_found" });
  await expect(getDelivery(ctx, { deliveryId: newId("dlv") })).rejects.toMatchObject({ code: "not_found" });
});
