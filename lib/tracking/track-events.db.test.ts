import { beforeEach, describe, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import { campaignMessages } from "@/db/schema";
import { createContact } from "../contacts/create";
import { deleteContact } from "../contacts/delete";
import { getContact } from "../contacts/get";
import { listConsent, listContactEvents } from "../contacts/history";
import { testAudience } from "../testing/audience";
import { testCampaign } from "../testing/campaign";
import { testWorkspace } from "../testing/context";
import { trackingLimits } from "./limits";
import { toldEvent as event, type Sender, testSender } from "./testing/sender";
import { trackEvents } from "./track-events";

let ctx: Sender["ctx"];
let audience: Sender["audience"];
let add: Sender["add"];
let timeline: Sender["timeline"];
let types: Sender["types"];
beforeEach(async () => {
  ({ ctx, audience, add, timeline, types } = await testSender());
});

const track = async (body: unknown, at = ctx) => (await trackEvents(at, body)).results;
const status = async (contactId: string, audienceId = audience.id) =>
  (await getContact(ctx, { audienceId, contactId })).status;

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
