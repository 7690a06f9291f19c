import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WorkspaceCtx } from "../../context";
import { createMetrics } from "../../metrics";
import { testAudience, testWebhookPath } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { sendTo, testHook } from "../../testing/workspace-webhook";
import { createDoor, type Door } from "../door";

let ctx: WorkspaceCtx & TestCtx;
let doors: Door[];
let audience: Awaited<ReturnType<typeof testAudience>>;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx);
  doors = [createDoor(ctx, createMetrics()), createDoor(ctx, createMetrics())];
});
afterEach(() => Promise.all(doors.map((door) => door.close())));

const door = () => doors[0] as Door;
const email = "gate@example.com";
const body = `{"email":"${email}"}`;
const contacts = async () => {
  const [row] = await ctx.sql`select count(*)::int as contacts from contacts where audience_id = ${audience.uuid}`;
  return row?.contacts;
};

test("a method that the webhook does not accept is a 405 that names those it does", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED", methods: ["POST"] });
  const refused = await sendTo(door(), hook.path, { method: "GET", query: `email=${email}` });
  expect([refused.status, refused.headers.allow, refused.json.success]).toEqual([405, "POST", false]);
  expect((await sendTo(door(), hook.path, { body })).status).toBe(200);
  const reading = await testHook(ctx, { type: "SUBSCRIBED", methods: ["GET"] });
  expect((await sendTo(door(), reading.path, { body })).headers.allow).toBe("GET");
});

describe("the limit per minute", () => {
  test("lets exactly so many in, through all processes together, and says when to come back", async () => {
    ctx.clock.now = new Date("2026-03-01T10:00:20Z");
    const hook = await testHook(ctx, { type: "SUBSCRIBED", ratePerMinute: 7 });
    const send = (index: number) =>
      sendTo(doors[index % 2] as Door, hook.path, { body: { email: `r${index}@example.com` } });
    const replies = await Promise.all(Array.from({ length: 30 }, (_, index) => send(index)));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(23);
    expect(await contacts()).toBe(7);
    expect(new Set(refused.map(({ headers }) => headers["retry-after"]))).toEqual(new Set(["40"]));
    ctx.clock.now = new Date("2026-03-01T10:01:00Z");
    expect((await send(30)).status).toBe(200);
  });

  test("does not touch other webhooks", async () => {
    const limited = await testHook(ctx, { type: "SUBSCRIBED", ratePerMinute: 1 });
    const free = await testHook(ctx, { type: "SUBSCRIBED" });
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        sendTo(door(), (index % 2 ? free : limited).path, { body: { email: `f${index}@example.com` } }),
      ),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(6);
  });
});

describe("the hop header", () => {
  test.each([
    ["3", 200],
    ["4", 508],
    ["not a number", 200],
  ])("Tidegate-Hop: %s is a %i at both doors", async (hop, status) => {
    const headers = { "tidegate-hop": hop };
    const hook = await testHook(ctx, { type: "SUBSCRIBED" });
    const own = `${await testWebhookPath(ctx, audience.id)}/2`;
    for (const path of [hook.path, own]) expect((await sendTo(door(), path, { headers, body })).status).toBe(status);
    const rows = await ctx.sql`select status from inbound_requests where audience_id = ${audience.uuid}`;
    expect(rows.map((row) => row.status)).toEqual([status, status]);
  });
});

const secret = "it's a secret";
const hmac = (data: string, encoding: "hex" | "base64", key = secret) =>
  createHmac("sha256", key).update(data).digest(encoding);

describe("the signature", () => {
  test.each([
    ["hex", ""],
    ["hex", "sha256="],
    ["base64", ""],
    ["base64", "sha256="],
  ] as const)("as HMAC in %s with the prefix %j", async (encoding, prefix) => {
    const signature = { scheme: "hmac", header: "X-Sig", encoding, prefix, secret } as const;
    const hook = await testHook(ctx, { type: "SUBSCRIBED", signature });
    const status = async (value: string | null, sent = body) =>
      (await sendTo(door(), hook.path, { headers: value === null ? {} : { "x-sig": value }, body: sent })).status;
    const right = prefix + hmac(body, encoding);
    expect(await status(right)).toBe(200);
    expect(await status(null)).toBe(401);
    expect(await status(prefix + hmac(body, encoding, "another secret"))).toBe(401);
    expect(await status(right, `${body} `)).toBe(401);
    expect(await status(right.slice(0, -2))).toBe(401);
    if (prefix !== "") expect(await status(hmac(body, encoding))).toBe(401);
  });

  test("of a GET covers the raw query string", async () => {
    const signature = { scheme: "hmac", header: "X-Sig", secret } as const;
    const hook = await testHook(ctx, { type: "SUBSCRIBED", signature });
    const query = "email=gate%40example.com&first_name=A+B";
    const get = (signed: string) =>
      sendTo(door(), hook.path, { method: "GET", query, headers: { "x-sig": hmac(signed, "hex") } });
    expect((await get(query)).status).toBe(200);
    expect((await get("email=gate@example.com&first_name=A B")).status).toBe(401);
  });

  test("as Standard Webhooks, by the example of its own documentation, within the tolerance", async () => {
    const example = {
      secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: 1_614_265_330,
      body: '{"test": 2432232314}',
      signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    };
    const mapping = [{ path: "test", field: "email" }];
    const signature = { scheme: "standard", secret: example.secret } as const;
    const hook = await testHook(ctx, { type: "SUBSCRIBED", signature, mapping });
    const status = async (ageS: number, other: Partial<typeof example> = {}) => {
      const sent = { ...example, ...other };
      ctx.clock.now = new Date((example.timestamp + ageS) * 1_000);
      const headers = {
        "webhook-id": sent.id,
        "webhook-timestamp": String(sent.timestamp),
        "webhook-signature": `v1a,unknown v1,${"A".repeat(43)}= ${sent.signature}`,
      };
      return (await sendTo(door(), hook.path, { headers, body: sent.body })).status;
    };
    // It is let in, and then has no address.
    expect(await status(10)).toBe(400);
    expect(await status(-290)).toBe(400);
    expect(await status(301)).toBe(401);
    expect(await status(-301)).toBe(401);
    expect(await status(10, { id: "msg_other" })).toBe(401);
    expect(await status(10, { body: `${example.body} ` })).toBe(401);
    expect(await status(10, { timestamp: example.timestamp + 1 })).toBe(401);
    expect(await status(10, { signature: "" })).toBe(401);
  });

  test("as t=…,v1=…, like Stripe's", async () => {
    const signature = { scheme: "timestamped", header: "Stripe-Signature", secret } as const;
    const hook = await testHook(ctx, { type: "SUBSCRIBED", signature });
    const status = async (ageS: number, v1: (t: number) => string) => {
      const t = Math.floor(ctx.clock.now.getTime() / 1_000) - ageS;
      const headers = { "stripe-signature": `t=${t},v0=old,v1=${v1(t)}` };
      return (await sendTo(door(), hook.path, { headers, body })).status;
    };
    expect(await status(5, (t) => hmac(`${t}.${body}`, "hex"))).toBe(200);
    expect(await status(5, (t) => hmac(`${t}.${body}x`, "hex"))).toBe(401);
    expect(await status(1_000, (t) => hmac(`${t}.${body}`, "hex"))).toBe(401);
    expect((await sendTo(door(), hook.path, { headers: { "stripe-signature": "t=,," }, body })).status).toBe(401);
  });

  test("is asked for before anything is said about an earlier delivery or the body", async () => {
    const signature = { scheme: "hmac", header: "X-Sig", secret } as const;
    const hook = await testHook(ctx, { type: "SUBSCRIBED", signature });
    const key = { "idempotency-key": "once" };
    expect((await sendTo(door(), hook.path, { headers: { ...key, "x-sig": hmac(body, "hex") }, body })).status).toBe(
      200,
    );
    const stranger = await sendTo(door(), hook.path, { headers: key, body });
    expect([stranger.status, stranger.json.contact]).toEqual([401, undefined]);
    expect((await sendTo(door(), hook.path, { body: "not json" })).status).toBe(401);
  });

  test("stands in no ledger", async () => {
    const signature = { scheme: "hmac", header: "X-Proof", secret } as const;
    const hook = await testHook(ctx, { type: "SUBSCRIBED", signature });
    const proof = hmac(body, "hex");
    await sendTo(door(), hook.path, { headers: { "x-proof": proof }, body });
    const [row] =
      await ctx.sql`select headers::text as headers from inbound_requests where audience_id = ${audience.uuid}`;
    expect(row?.headers).not.toContain(proof);
  });
});
