import { beforeEach, describe, expect, test } from "vitest";
import { newId, parseId, toUuid } from "@/db/ids";
import { campaignMessages } from "@/db/schema";
import { answerTracking } from "../api/track-route";
import { createAuth } from "../auth/create-auth";
import { createContact } from "../contacts/create";
import { deleteContact } from "../contacts/delete";
import { getContact } from "../contacts/get";
import { listConsent, listContactEvents } from "../contacts/history";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { testCampaign } from "../testing/campaign";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { createApiKey } from "../workspaces/api-keys/create";
import { trackingLimits } from "./limits";
import { createRecorder } from "./recorder";
import { trackEvents } from "./track-events";

let ctx: WorkspaceCtx & TestCtx;
let audience: Awaited<ReturnType<typeof testAudience>>;
let next = 0;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx);
});

const add = async (email: string, audienceId = audience.id) =>
  (await createContact(ctx, { audienceId, email, fields: {}, tags: [], groupIds: [] })).id;
const event = (more: Record<string, unknown>) => ({ id: `e-${++next}`, type: "order.placed", ...more });
const track = async (body: unknown, at = ctx) => (await trackEvents(at, body)).results;
const status = async (contactId: string, audienceId = audience.id) =>
  (await getContact(ctx, { audienceId, contactId })).status;
const timeline = async (contactId: string) =>
  (await listContactEvents(ctx, { audienceId: audience.id, contactId, limit: 50 })).items;
const types = async (contactId: string) => (await timeline(contactId)).map(({ type }) => type);

describe("what is taken", () => {
  test("a sender's own event stands on the contact's timeline with its data, its moment and the contact", async () => {
    const contactId = await add("jane@example.com");
    const at = new Date(ctx.now().getTime() - 3_600_000).toISOString();
    const [result] = await track(
      event({ email: " Jane@Example.com", at, data: { total: 12.5, items: [{ sku: "a" }] } }),
    );
    expect(result).toMatchObject({ index: 0, status: "accepted" });
    const [newest] = await timeline(contactId);
    expect(newest).toMatchObject({
      id: result?.eventId,
      type: "order.placed",
      source: "user",
      occurredAt: at,
      data: { total: 12.5, items: [{ sku: "a" }], contact: { id: contactId, email: "jane@example.com" } },
    });
    expect(ctx.sent).toContain("events/recorded");
  });

  test("a contact is found by its id as well, with or without its audience", async () => {
    const contactId = await add("id@example.com");
    const results = await track([event({ contactId }), event({ contactId, audienceId: audience.id })]);
    expect(results.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
    const other = await testAudience(ctx);
    expect(await track([event({ contactId, audienceId: other.id })])).toMatchObject([{ status: "refused" }]);
  });

  test("an address in several audiences gives each of its contacts the event, one that names an audience only that one", async () => {
    const other = await testAudience(ctx);
    const ids = [await add("both@example.com"), await add("both@example.com", other.id)];
    const [everywhere, here] = await track([
      event({ email: "both@example.com", type: "email.unsubscribed" }),
      event({ email: "both@example.com", audienceId: audience.id }),
    ]);
    expect(everywhere?.eventIds).toHaveLength(2);
    expect(here?.eventIds).toHaveLength(1);
    expect(await status(ids[0] ?? "")).toBe("unsubscribed");
    expect(await status(ids[1] ?? "", other.id)).toBe("unsubscribed");
  });

  test("a thousand events are taken at once, each contact's in their order", async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, (_, index) => add(`n${index}@example.com`)));
    const results = await track(
      Array.from({ length: trackingLimits.itemsMax }, (_, index) =>
        event({ contactId: ids[index % 10], data: { turn: index } }),
      ),
    );
    expect(results.every(({ status }) => status === "accepted")).toBe(true);
    const { items } = await listContactEvents(ctx, { audienceId: audience.id, contactId: ids[3] ?? "", limit: 500 });
    const turns = items.flatMap(({ type, data }) => (type === "order.placed" ? Number(data.turn) : []));
    expect(turns).toEqual(Array.from({ length: 100 }, (_, index) => 993 - index * 10));
  });
});

describe("what it does to the contact", () => {
  test.each([
    ["email.bounced", { bounceType: "hard" }, "bounced"],
    ["email.bounced", {}, "bounced"],
    ["email.bounced", { bounceType: "soft" }, "subscribed"],
    ["email.complained", {}, "complained"],
    ["email.unsubscribed", {}, "unsubscribed"],
    ["email.delivered", {}, "subscribed"],
    ["email.failed", {}, "subscribed"],
  ])("%s with %j leaves it %s", async (type, data, expected) => {
    const contactId = await add("x@example.com");
    await track(event({ type, contactId, data }));
    expect(await status(contactId)).toBe(expected);
    expect((await timeline(contactId)).find((each) => each.type === type)?.data.contact).toMatchObject({
      status: expected,
    });
  });

  test("a bounce is told by its own event and by the contact's, in this order, and stands in the consent log", async () => {
    const contactId = await add("x@example.com");
    await track(event({ type: "email.bounced", contactId }));
    expect((await types(contactId)).slice(0, 2)).toEqual(["contact.bounced", "email.bounced"]);
    const [entry] = (await listConsent(ctx, { audienceId: audience.id, contactId, limit: 1 })).items;
    expect(entry).toMatchObject({ from: "subscribed", to: "bounced", source: "user" });
  });

  test("what bounced or complained is never lifted, and the second report changes nothing", async () => {
    const contactId = await add("x@example.com");
    await track([
      event({ type: "email.complained", contactId }),
      event({ type: "email.unsubscribed", contactId }),
      event({ type: "email.bounced", contactId }),
    ]);
    expect(await status(contactId)).toBe("complained");
    expect((await types(contactId)).filter((type) => type.startsWith("contact."))).toEqual([
      "contact.complained",
      "contact.subscribed",
      "contact.created",
    ]);
  });

  test("an event and what it causes are written together or not at all", async () => {
    const contactId = await add("x@example.com");
    // A row that the new event's own id meets makes the last statement of the transaction fail.
    await ctx.sql`alter table events add constraint no_reports check (type <> 'email.bounced') not valid`;
    try {
      await expect(track([event({ type: "email.bounced", contactId })])).rejects.toThrow();
    } finally {
      await ctx.sql`alter table events drop constraint no_reports`;
    }
    expect(await status(contactId)).toBe("subscribed");
    expect(await types(contactId)).toEqual(["contact.subscribed", "contact.created"]);
    const [keys] = await ctx.sql`
      select count(*)::int as count from event_keys where workspace_id = ${toUuid("wks", ctx.workspace.id)}`;
    expect(keys?.count).toBe(0);
  });
});

describe("an event about one of our mails", () => {
  test("carries its campaign, for the contact who got the mail and for nobody else", async () => {
    const [ann, bob] = [await add("ann@example.com"), await add("bob@example.com")];
    const campaignId = await testCampaign(ctx, audience.id, { status: "sent" });
    const messageId = newId("msg");
    const message = { campaignId, contactId: ann, state: "sent", dueAt: ctx.now() } as const;
    await ctx.db.insert(campaignMessages).values({ id: messageId, ...message });
    const stranger = await testWorkspace(ctx);
    const elsewhere = await testCampaign(stranger, (await testAudience(stranger)).id);
    const theirs = newId("msg");
    await ctx.db.insert(campaignMessages).values({ ...message, id: theirs, campaignId: elsewhere });
    const mail = (data: Record<string, unknown>) => ({ type: "email.delivered", data });
    await track([
      event({ contactId: ann, ...mail({ messageId, campaign: "a guess" }) }),
      event({ contactId: bob, ...mail({ messageId }) }),
      event({ contactId: bob, ...mail({ messageId: theirs }) }),
      event({ contactId: bob, ...mail({ messageId: "0100018d-7c1e" }) }),
      event({ contactId: bob, data: { messageId } }),
    ]);
    expect((await timeline(ann))[0]?.data).toMatchObject({
      messageId,
      campaign: {
        id: campaignId,
        name: "Summer Promotion",
        subject: "Hello {{ contact.first_name }}",
        fromName: "Shop",
        fromEmail: "shop@example.com",
        status: "sent",
        audienceName: "Newsletter",
      },
    });
    for (const { data } of await timeline(bob)) expect(data).not.toHaveProperty("campaign");
  });
});

describe("the same id", () => {
  test("is the same event: taken once, answered as a duplicate with its event, whatever the order of its keys", async () => {
    const contactId = await add("x@example.com");
    const [first] = await track({ id: "a", type: "order.placed", contactId, data: { a: 1, b: 2 } });
    const [again] = await track({ data: { b: 2, a: 1 }, contactId, type: "order.placed", id: "a" });
    expect(again).toEqual({ index: 0, id: "a", status: "duplicate", eventId: first?.eventId });
    expect((await types(contactId)).filter((type) => type === "order.placed")).toHaveLength(1);
  });

  test("with other content is refused, within a list and later", async () => {
    const contactId = await add("x@example.com");
    const list = [1, 1, 2].map((total) => ({ id: "a", type: "order.placed", contactId, data: { total } }));
    expect((await track(list)).map(({ status, code }) => [status, code])).toEqual([
      ["accepted", undefined],
      ["duplicate", undefined],
      ["refused", "idempotency_mismatch"],
    ]);
    expect((await track(list)).map(({ status }) => status)).toEqual(["duplicate", "duplicate", "refused"]);
    await expect(track(list[2])).rejects.toMatchObject({ code: "idempotency_mismatch" });
  });

  test("sent twenty times at once is written once", async () => {
    const contactId = await add("x@example.com");
    const list = ["a", "b", "c"].map((id) => ({ id, type: "email.opened", contactId }));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => track(turn % 2 === 0 ? list : [...list].reverse())),
    );
    expect(answers.flat().filter(({ status }) => status === "accepted")).toHaveLength(3);
    expect(answers.flat().filter(({ status }) => status === "duplicate")).toHaveLength(57);
    expect((await types(contactId)).filter((type) => type === "email.opened")).toHaveLength(3);
  });

  test("is free again after a refusal, in another workspace, and after its days", async () => {
    const body = { id: "a", type: "order.placed", email: "later@example.com" };
    expect(await track([body])).toMatchObject([{ status: "refused", code: "not_found" }]);
    await add("later@example.com");
    expect(await track([body])).toMatchObject([{ status: "accepted" }]);
    const other = await testWorkspace(ctx);
    const elsewhere = await testAudience(other);
    await createContact(other, { audienceId: elsewhere.id, email: body.email, fields: {}, tags: [], groupIds: [] });
    expect(await track([body], other)).toMatchObject([{ status: "accepted" }]);
    ctx.clock.now = new Date(ctx.clock.now.getTime() + (trackingLimits.idDays + 1) * 86_400_000);
    expect(await track([{ ...body, data: { other: true } }])).toMatchObject([{ status: "accepted" }]);
  });
});

describe("requests that arrive together", () => {
  const transactions = async (type: string) =>
    (
      await ctx.sql`select distinct xmin from events where workspace_id = ${toUuid("wks", ctx.workspace.id)} and type = ${type}`
    ).length;

  test("share transactions, and each is answered as if it had come alone", async () => {
    const contactIds = await Promise.all(Array.from({ length: 5 }, (_, index) => add(`n${index}@example.com`)));
    const { record } = createRecorder(ctx);
    const bodies = Array.from({ length: 200 }, (_, index) => event({ contactId: contactIds[index % 5] }));
    const answers = await Promise.all(bodies.map(async (body) => (await trackEvents(ctx, body, record)).results));
    for (const [index, results] of answers.entries())
      expect(results).toMatchObject([{ index: 0, id: bodies[index]?.id, status: "accepted" }]);
    expect(new Set(answers.flat().map(({ eventId }) => eventId)).size).toBe(200);
    expect(await transactions("order.placed")).toBeLessThanOrEqual(4);
  });

  test("keep their errors, their duplicates and their lists' places to themselves", async () => {
    const contactId = await add("x@example.com");
    const { record } = createRecorder(ctx);
    const good = event({ contactId });
    const [taken, again, other, nobody, malformed, list] = await Promise.allSettled([
      trackEvents(ctx, good, record),
      trackEvents(ctx, good, record),
      trackEvents(ctx, { ...good, data: { other: true } }, record),
      trackEvents(ctx, event({ email: "nobody@example.com" }), record),
      trackEvents(ctx, event({ contactId, at: "yesterday" }), record),
      trackEvents(ctx, [event({ email: "nobody@example.com" }), { ...good, data: { x: 1 } }, good, good], record),
    ]);
    expect(taken).toMatchObject({ value: { results: [{ status: "accepted" }] } });
    expect(again).toMatchObject({ value: { results: [{ index: 0, status: "duplicate" }] } });
    expect(other).toMatchObject({ reason: { code: "idempotency_mismatch" } });
    expect(nobody).toMatchObject({ reason: { code: "not_found" } });
    expect(malformed).toMatchObject({ reason: { code: "invalid_input" } });
    expect(list).toMatchObject({
      value: {
        results: [
          { index: 0, status: "refused", code: "not_found" },
          { index: 1, status: "refused", code: "idempotency_mismatch" },
          { index: 2, status: "duplicate" },
          { index: 3, status: "duplicate" },
        ],
      },
    });
    expect((await types(contactId)).filter((type) => type === "order.placed")).toHaveLength(1);
  });

  test("of several workspaces stay each in its own, under the same ids and addresses", async () => {
    const other = await testWorkspace(ctx);
    const elsewhere = await testAudience(other);
    const here = await add("x@example.com");
    const there = (
      await createContact(other, {
        audienceId: elsewhere.id,
        email: "x@example.com",
        fields: {},
        tags: [],
        groupIds: [],
      })
    ).id;
    const { record } = createRecorder(ctx);
    const body = { id: "same", type: "order.placed", email: "x@example.com" };
    const [first, second, foreign] = await Promise.all([
      trackEvents(ctx, body, record),
      trackEvents(other, { ...body, data: { total: 2 } }, record),
      trackEvents(other, [event({ contactId: here })], record),
    ]);
    expect([first, second]).toMatchObject([
      { results: [{ status: "accepted" }] },
      { results: [{ status: "accepted" }] },
    ]);
    expect(foreign).toMatchObject({ results: [{ status: "refused", code: "not_found" }] });
    expect((await timeline(here))[0]).toMatchObject({ type: "order.placed", id: first?.results[0]?.eventId });
    const { items } = await listContactEvents(other, { audienceId: elsewhere.id, contactId: there, limit: 5 });
    expect(items[0]).toMatchObject({ id: second?.results[0]?.eventId, data: { total: 2 } });
  });
});

describe("what is refused", () => {
  test("one bad event does not spoil the others, and each is told what is wrong", async () => {
    const contactId = await add("x@example.com");
    const soon = new Date(ctx.now().getTime() + 6 * 60_000).toISOString();
    const long = new Date(ctx.now().getTime() - 366 * 86_400_000).toISOString();
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(40)}1${"}".repeat(40)}`);
    const bad: [unknown, RegExp][] = [
      [null, /must be an object/],
      [[], /must be an object/],
      ["order.placed", /must be an object/],
      [{ type: "order.placed", contactId }, /^id: is required/],
      [event({ contactId, id: "" }), /^id: must not be empty/],
      [event({ contactId, id: "x".repeat(201) }), /^id: must have at most 200/],
      [event({ contactId, type: "Order Placed" }), /^type: Name an event of your own/],
      [event({ contactId, type: "contact.created" }), /^type: is recorded by Tidegate itself/],
      [event({ contactId, type: "email.forwarded" }), /^type: Name an event of your own/],
      [event({}), /by either email or contactId/],
      [event({ contactId, email: "x@example.com" }), /by either email or contactId/],
      [event({ email: "x@" }), /^email: is not a valid email address/],
      [event({ email: "nobody@example.com" }), /No contact of this workspace has this address/],
      [event({ contactId: newId("con") }), /No contact of this workspace has this id/],
      [event({ contactId: "con_1" }), /^contactId: must be an id/],
      [event({ contactId, audienceId: newId("aud") }), /No contact of this audience/],
      [event({ contactId, at: "yesterday" }), /^at: must be a date and time/],
      [event({ contactId, at: soon }), /^at: lies in the future/],
      [event({ contactId, at: long }), /^at: is more than 365 days ago/],
      [event({ contactId, properties: {} }), /^properties: is not known here/],
      [event({ contactId, data: [] }), /^data: must be an object/],
      [event({ contactId, data: { contact: 1 } }), /^data.contact: is where Tidegate/],
      [event({ contactId, data: deep }), /^data: is nested too deeply/],
      [event({ contactId, data: { text: "x".repeat(33_000) } }), /^data: is too large/],
      [event({ contactId, data: Object.fromEntries(Array.from({ length: 501 }, (_, key) => [key, 1])) }), /too many/],
    ];
    const good = event({ contactId });
    const results = await track([...bad.map(([item]) => item), good]);
    for (const [index, [, message]] of bad.entries())
      expect(results[index], String(message)).toMatchObject({
        index,
        status: "refused",
        message: expect.stringMatching(message),
      });
    expect(results.at(-1)).toMatchObject({ id: good.id, status: "accepted" });
    expect((await types(contactId)).filter((type) => type === "order.placed")).toHaveLength(1);
  });

  test("what PostgreSQL can't hold is taken out of the data, and prototypes stay untouched", async () => {
    const contactId = await add("x@example.com");
    const body = JSON.parse(
      `{"id":"p","type":"order.placed","contactId":"${contactId}","data":{"a\\u0000":"x\\u0000y\\ud800","__proto__":{"admin":true}}}`,
    );
    expect(await track(body)).toMatchObject([{ status: "accepted" }]);
    const [newest] = await timeline(contactId);
    expect(newest?.data).toMatchObject({ a: "xy\ufffd" });
    expect(Object.keys(newest?.data ?? {}).sort()).toEqual(["a", "contact"]);
  });

  test("an empty list, one that is too long, and a single bad event are errors of the request", async () => {
    await expect(track([])).rejects.toMatchObject({ code: "invalid_input" });
    await expect(track(Array(1_001).fill({}))).rejects.toThrow(/1001 events; send at most 1000/);
    await expect(track(event({ email: "nobody@example.com" }))).rejects.toMatchObject({ code: "not_found" });
    await expect(track({})).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("a contact of another workspace can't be reached, by address, id or audience", async () => {
    const contactId = await add("x@example.com");
    const other = await testWorkspace(ctx);
    const results = await track(
      [{ email: "x@example.com" }, { contactId }, { contactId, audienceId: audience.id }].map(event),
      other,
    );
    expect(results.map(({ code }) => code)).toEqual(["not_found", "not_found", "not_found"]);
    expect(await types(contactId)).toEqual(["contact.subscribed", "contact.created"]);
  });

  test("a deleted contact gets no event", async () => {
    const contactId = await add("x@example.com");
    await deleteContact(ctx, { audienceId: audience.id, contactId });
    expect(await track([event({ contactId })])).toMatchObject([{ status: "refused", code: "not_found" }]);
  });
});

describe("POST /v1/events", () => {
  const send = async (key: string | null, body: string, more: Record<string, string> = {}) => {
    const auth = createAuth(ctx, "a secret for tests only, never a real one");
    const response = await answerTracking(
      { env: ctx.env, log: ctx.log, auth, ctx, recorder: createRecorder(ctx) },
      new Request("http://localhost:3000/v1/events", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...more,
        },
        body,
      }),
    );
    return {
      status: response.status,
      answer: (await response.json()) as { error?: { code: string }; results?: unknown },
    };
  };

  test("the key names the workspace and stands on the event; without a key or with a viewer's nothing is taken", async () => {
    const contactId = await add("x@example.com");
    const writer = await createApiKey(ctx, { name: "shop", role: "marketer" });
    const viewer = await createApiKey(ctx, { name: "reports", role: "viewer" });
    const body = JSON.stringify(event({ contactId }));
    expect(await send(null, body)).toMatchObject({ status: 401, answer: { error: { code: "unauthorized" } } });
    expect((await send("wrong", body)).status).toBe(401);
    expect((await send(viewer.key, body)).status).toBe(403);
    expect(await send(writer.key, body)).toMatchObject({ status: 200, answer: { results: [{ status: "accepted" }] } });
    expect((await timeline(contactId))[0]).toMatchObject({ source: "api", sourceId: writer.id });
    expect(parseId("key", writer.id)).not.toBeNull();
  });

  test("what is no JSON, too large, of another type or another method is refused in the API's envelope", async () => {
    const { key } = await createApiKey(ctx, { name: "shop", role: "marketer" });
    expect(await send(key, "{")).toMatchObject({ status: 400, answer: { error: { code: "invalid_input" } } });
    expect((await send(key, "a=1", { "content-type": "text/plain" })).status).toBe(415);
    expect((await send(key, " ".repeat(trackingLimits.bodyBytesMax + 1))).status).toBe(413);
    const auth = createAuth(ctx, "a secret for tests only, never a real one");
    const get = await answerTracking(
      { env: ctx.env, log: ctx.log, auth, ctx, recorder: createRecorder(ctx) },
      new Request("http://localhost:3000/v1/events"),
    );
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
