import { beforeEach, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { createContact } from "../contacts/create";
import { getContact } from "../contacts/get";
import { listConsent } from "../contacts/history";
import { listContacts } from "../contacts/list";
import { updateContact } from "../contacts/update";
import type { WorkspaceCtx } from "../context";
import { relayEvents } from "../events/relay";
import { createDoor } from "../inbound/door";
import { getRequest } from "../inbound/get-request";
import { listRequests } from "../inbound/list-requests";
import { createMetrics } from "../metrics";
import { testAudience, testWebhookPath } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { confirm, lookAtConfirmation } from "./confirm";
import { whyNoMail } from "./may-send";
import { confirmationPlanner } from "./plan-confirmations";

let ctx: WorkspaceCtx & TestCtx;
let audience: Awaited<ReturnType<typeof testAudience>>;
let hook: string;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx, { doubleOptIn: true });
  hook = await testWebhookPath(ctx, audience.id);
});

const relay = async () => {
  while (await relayEvents(ctx, [confirmationPlanner]));
};
const signUp = async (email: string, more: object = {}, path = hook) => {
  const door = createDoor(ctx, createMetrics());
  const headers: Record<string, string> = { "content-type": "application/json" };
  const reply = await door.answer({
    method: "POST",
    path: `${path}/2`,
    ip: "192.0.2.9",
    header: (name) => headers[name],
    headers: () => [],
    body: async () => Buffer.from(JSON.stringify({ email, ...more })),
  });
  await door.close();
  await relay();
  return JSON.parse(reply.body);
};
const mailsTo = (email: string) => ctx.sql<{ html: string; text: string; subject: string }[]>`
  select html, text, subject from mails where to_address = ${email} order by id`;
const tokenIn = (html: string) => /\/confirm\/([\w-]+)/.exec(html)?.[1] ?? "";
const statusOf = async (email: string) =>
  (await listContacts(ctx, { audienceId: audience.id, email, limit: 1 })).items[0]?.status;
const move = (minutes: number) => {
  ctx.clock.now = new Date(ctx.clock.now.getTime() + minutes * 60_000);
};

test("from post to confirm: Pending, one mail, looking changes nothing, confirming makes Active and says who and when", async () => {
  const email = "jane@example.com";
  expect((await signUp(email)).contact.status).toBe("unconfirmed");
  const [mail, ...more] = await mailsTo(email);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe("Please confirm your subscription to Newsletter");
  const token = tokenIn(mail?.html ?? "");
  expect(mail?.text).toContain(`/confirm/${token}`);
  expect(await lookAtConfirmation(ctx, token)).toMatchObject({ state: "open", email });
  expect(await statusOf(email)).toBe("unconfirmed");
  expect(await confirm(ctx, token, { ip: "192.0.2.10", userAgent: "Mail" })).toMatchObject({ state: "confirmed" });
  expect(await statusOf(email)).toBe("subscribed");
  const { items } = await listContacts(ctx, { audienceId: audience.id, email, limit: 1 });
  const contactId = items[0]?.id ?? "";
  expect((await getContact(ctx, { audienceId: audience.id, contactId })).confirmedAt).toBe(ctx.clock.now.toISOString());
  const consent = await listConsent(ctx, { audienceId: audience.id, contactId, limit: 10 });
  expect(consent.items).toMatchObject([
    { from: "unconfirmed", to: "subscribed", source: "contact", ip: "192.0.2.10", userAgent: "Mail" },
    { from: null, to: "unconfirmed", source: "webhook", ip: "192.0.2.9" },
  ]);
});

test("a link works once: the second use says that it is done and changes nothing", async () => {
  await signUp("once@example.com");
  const token = tokenIn((await mailsTo("once@example.com"))[0]?.html ?? "");
  const from = { ip: null, userAgent: null };
  const both = await Promise.all([confirm(ctx, token, from), confirm(ctx, token, from)]);
  expect(both.map(({ state }) => state)).toEqual(["confirmed", "confirmed"]);
  const events = await ctx.sql`
    select type from events where workspace_id = (select workspace_id from audiences where id = ${audience.uuid})
      and type in ('contact.confirmed', 'contact.subscribed')`;
  expect(events.map(({ type }) => type).sort()).toEqual(["contact.confirmed", "contact.subscribed"]);
});

test("a link that has expired confirms nobody", async () => {
  await signUp("late@example.com");
  const token = tokenIn((await mailsTo("late@example.com"))[0]?.html ?? "");
  move(7 * 24 * 60);
  expect((await lookAtConfirmation(ctx, token)).state).toBe("expired");
  expect((await confirm(ctx, token, { ip: null, userAgent: null })).state).toBe("expired");
  expect(await statusOf("late@example.com")).toBe("unconfirmed");
});

test("a made-up link is not valid", async () => {
  for (const token of ["", "x", "A".repeat(32), "%00"])
    expect((await confirm(ctx, token, { ip: null, userAgent: null })).state).toBe("unknown");
});

test("signing up again sends the mail again at most once in ten minutes and five times a day", async () => {
  const email = "again@example.com";
  const after = async (minutes: number) => {
    move(minutes);
    await signUp(email);
    return (await mailsTo(email)).length;
  };
  expect(await after(0)).toBe(1);
  expect(await after(9)).toBe(1);
  expect(await after(1)).toBe(2);
  expect(await after(10)).toBe(3);
  expect(await after(10)).toBe(4);
  expect(await after(10)).toBe(5);
  expect(await after(10)).toBe(5);
  expect(await after(24 * 60)).toBe(6);
});

test("the resend rule at its edges", () => {
  const now = new Date("2026-01-01T12:00:00Z");
  const why = (lastSentAt: string | null, sentToday: number, sentToAddressToday = sentToday) =>
    whyNoMail({ lastSentAt: lastSentAt === null ? null : new Date(lastSentAt), sentToday, sentToAddressToday }, now);
  expect(why(null, 0)).toBeNull();
  expect(why("2026-01-01T11:50:00Z", 1)).toBeNull();
  expect(why("2026-01-01T11:50:01Z", 1)).toMatch(/less than 10 minutes/);
  expect(why("2026-01-01T01:00:00Z", 4, 9)).toBeNull();
  expect(why("2026-01-01T01:00:00Z", 5)).toMatch(/the contact had got 5/);
  expect(why(null, 0, 10)).toMatch(/the address had got 10/);
});

test("an address gets ten confirmation mails a day at most from all audiences together, and the ledger says which sent none", async () => {
  const email = "victim@example.com";
  const paths = [hook];
  while (paths.length < 6) paths.push(await testWebhookPath(ctx, (await testAudience(ctx, { doubleOptIn: true })).id));
  for (let round = 0; round < 2; round++) {
    for (const path of paths) await signUp(email, {}, path);
    move(11);
  }
  expect(await mailsTo(email)).toHaveLength(10);
  const notes = await ctx.sql<{ note: string | null; status: number }[]>`
    select note, status from inbound_requests where email = ${email} and workspace_id = ${toUuid("wks", ctx.workspace.id)}
    order by id`;
  expect(notes.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
  expect(notes.slice(0, 10).every(({ note }) => note === null)).toBe(true);
  for (const { note } of notes.slice(10)) expect(note).toMatch(/the address had got 10 within 24 hours/);
  const { items } = await listRequests(ctx, { email, limit: 1 });
  expect((await getRequest(ctx, { requestId: items[0]?.id ?? "" })).note).toBe(notes.at(-1)?.note);
  // Other addresses and other workspaces have their own ten.
  await signUp("other@example.com");
  expect(await mailsTo("other@example.com")).toHaveLength(1);
  const neighbour = await testWorkspace(ctx);
  const theirs = await testWebhookPath(neighbour, (await testAudience(neighbour, { doubleOptIn: true })).id);
  await signUp(email, {}, theirs);
  expect(await mailsTo(email)).toHaveLength(11);
  move(24 * 60);
  await signUp(email);
  expect(await mailsTo(email)).toHaveLength(12);
});

test("signing up in several audiences within one step of the relay counts each mail", async () => {
  const email = "burst@example.com";
  const audiences = [audience];
  while (audiences.length < 12) audiences.push(await testAudience(ctx, { doubleOptIn: true }));
  for (const { id } of audiences)
    await createContact(ctx, { audienceId: id, email, fields: {}, tags: [], groupIds: [] });
  await relay();
  expect(await mailsTo(email)).toHaveLength(10);
});

test("a link that went to a mistyped address does not confirm the one that took its place", async () => {
  await signUp("stranger@example.com");
  const token = tokenIn((await mailsTo("stranger@example.com"))[0]?.html ?? "");
  const { items } = await listContacts(ctx, { audienceId: audience.id, email: "stranger@example.com", limit: 1 });
  await updateContact(ctx, { audienceId: audience.id, contactId: items[0]?.id ?? "", email: "right@example.com" });
  expect((await confirm(ctx, token, { ip: null, userAgent: null })).state).toBe("expired");
  expect(await statusOf("right@example.com")).toBe("unconfirmed");
  await relay();
  const fresh = tokenIn((await mailsTo("right@example.com"))[0]?.html ?? "");
  expect((await confirm(ctx, fresh, { ip: null, userAgent: null })).state).toBe("confirmed");
});

test("data of a Pending contact is merged while it waits, and SkipDoubleOptIn makes it Active", async () => {
  const email = "merge@example.com";
  await signUp(email, { firstName: "A" });
  await signUp(email, { lastName: "B" });
  const { items } = await listContacts(ctx, { audienceId: audience.id, email, limit: 1 });
  expect(items[0]).toMatchObject({ status: "unconfirmed", fields: { first_name: "A", last_name: "B" } });
  expect((await signUp(email, { SkipDoubleOptIn: true })).contact.status).toBe("subscribed");
});

test("the address is escaped wherever it is shown, and a mail's subject stays on one line", async () => {
  await ctx.sql`update audiences set confirmation_subject = ${"Hello\r\nBcc: x@example.com"}, confirmation_text = '<b>hi</b>'
    where id = ${audience.uuid}`;
  await signUp("o'brien&co@example.com");
  const [mail] = await mailsTo("o'brien&co@example.com");
  expect(mail?.subject).not.toMatch(/[\r\n]/);
  expect(mail?.html).toContain("&lt;b&gt;hi&lt;/b&gt;");
});

test("a contact added through the API signs up like everybody", async () => {
  const contact = await createContact(ctx, {
    audienceId: audience.id,
    email: "api@example.com",
    fields: {},
    tags: [],
    groupIds: [],
  });
  expect(contact.status).toBe("unconfirmed");
  await relay();
  expect(await mailsTo("api@example.com")).toHaveLength(1);
});
