import { afterEach, beforeEach, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { createContact } from "../../contacts/create";
import { deletionForgetter } from "../../contacts/forget-deleted";
import { listContacts } from "../../contacts/list";
import type { WorkspaceCtx } from "../../context";
import { relayEvents } from "../../events/relay";
import { createMetrics } from "../../metrics";
import { confirmationPlanner } from "../../opt-in/plan-confirmations";
import { testAudience } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { sendTo, testHook } from "../../testing/workspace-webhook";
import { commitBatch, newBatchMemory } from "../commit-batch";
import { createDoor, type Door } from "../door";
import { receive } from "../receive";

const done = "Acknowledged. The webhook has been processed.";

let ctx: WorkspaceCtx & TestCtx;
let doors: Door[];
let audience: Awaited<ReturnType<typeof testAudience>>;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx, {
    fields: [
      { key: "house", label: "House", defaultValue: "none" },
      { key: "level", label: "Level", type: "number" },
    ],
  });
  // Two doors with nothing in common but the database: two processes.
  doors = [createDoor(ctx, createMetrics()), createDoor(ctx, createMetrics())];
});
afterEach(() => Promise.all(doors.map((door) => door.close())));

const never = () => Promise.reject(new Error("a GET has no body"));
const door = () => doors[0] as Door;
const post = (path: string, body: object) => sendTo(door(), path, { body });
const contactOf = async (email: string, audienceId = audience.id) =>
  (await listContacts(ctx, { audienceId, email, limit: 5 })).items[0];
const add = (email: string, status: "subscribed" | "unsubscribed", audienceId = audience.id) =>
  createContact(ctx, { audienceId, email, fields: {}, tags: [], groupIds: [], status });
const eventsOf = async (email: string) =>
  (
    await ctx.sql<{ type: string }[]>`
      select e.type from events e join contacts c on c.id = e.contact_id
      where c.email = ${email} and e.workspace_id = c.workspace_id order by e.id`
  ).map((row) => row.type);
const mailsTo = async (email: string) => {
  await relayEvents(ctx, [confirmationPlanner]);
  const [row] = await ctx.sql<{ mails: number }[]>`
    select count(*)::int as mails from mails where to_address = ${email} and kind = 'confirmation'`;
  return row?.mails;
};

test("SUBSCRIBED: a new contact, merge tags mapped, unknown keys ignored, defaults used, tags applied", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED", tags: ["lannister", "gold"] });
  const { status, json } = await post(hook.path, {
    email_address: "cersei@example.com",
    "First Name": "Cersei",
    no_such_field: "x",
    tags: ["not asked for"],
    SkipDoubleOptIn: true,
  });
  expect(status).toBe(200);
  expect(json).toMatchObject({ success: true, message: done, outcome: "created", contact: { status: "subscribed" } });
  expect(json.ignored).toBeUndefined();
  expect(await contactOf("cersei@example.com")).toMatchObject({
    status: "subscribed",
    fields: { first_name: "Cersei", house: "none" },
    tags: ["gold", "lannister"],
  });
  const [row] = await ctx.sql`select ignored from inbound_requests where email = 'cersei@example.com'`;
  expect(row?.ignored).toEqual(["no_such_field", "tags", "SkipDoubleOptIn"]);
});

test("SUBSCRIBED: its event comes when the status was another one, and not otherwise", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  const leave = await testHook(ctx, { type: "UNSUBSCRIBED" });
  const email = "ev@example.com";
  const subscribed = async () => (await eventsOf(email)).filter((type) => type === "contact.subscribed").length;
  await post(hook.path, { email });
  expect(await subscribed()).toBe(1);
  expect((await post(hook.path, { email })).json.outcome).toBe("unchanged");
  expect(await subscribed()).toBe(1);
  expect((await post(leave.path, { email })).json).toMatchObject({
    message: done,
    contact: { status: "unsubscribed" },
  });
  await post(hook.path, { email });
  expect(await subscribed()).toBe(2);
  expect((await contactOf(email))?.status).toBe("subscribed");
});

test("UNCONFIRMED: sets Unconfirmed on anybody, and its event comes every time", async () => {
  const hook = await testHook(ctx, { type: "UNCONFIRMED", tags: ["new"] });
  const email = "unc@example.com";
  for (const _ of [1, 2, 3]) expect((await post(hook.path, { email })).status).toBe(200);
  expect((await eventsOf(email)).filter((type) => type === "contact.pending")).toHaveLength(3);
  expect(await contactOf(email)).toMatchObject({ status: "unconfirmed", tags: ["new"] });
  await add("active@example.com", "subscribed");
  await post(hook.path, { email: "active@example.com" });
  expect((await contactOf("active@example.com"))?.status).toBe("unconfirmed");
});

test("UNCONFIRMED queues a confirmation mail with double opt-in only, SUBSCRIBED never", async () => {
  const strict = await testAudience(ctx, { doubleOptIn: true });
  const pending = await testHook(ctx, { type: "UNCONFIRMED", audienceId: strict.id });
  const active = await testHook(ctx, { type: "SUBSCRIBED", audienceId: strict.id });
  const loose = await testHook(ctx, { type: "UNCONFIRMED", audienceId: audience.id });
  await post(pending.path, { email: "asked@example.com" });
  await post(pending.path, { email: "asked@example.com" });
  await post(active.path, { email: "strict@example.com" });
  await post(loose.path, { email: "loose@example.com" });
  // Twice within ten minutes is one mail.
  expect(await mailsTo("asked@example.com")).toBe(1);
  expect(await mailsTo("strict@example.com")).toBe(0);
  expect(await mailsTo("loose@example.com")).toBe(0);
  expect((await contactOf("strict@example.com", strict.id))?.status).toBe("subscribed");
});

test("required fields of the audience do not bind here, and a wrong value is refused", async () => {
  await ctx.sql`update data_fields set required = true where audience_id = ${audience.uuid} and key = 'first_name'`;
  await ctx.sql`update audiences set config_version = config_version + 1 where id = ${audience.uuid}`;
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  expect((await post(hook.path, { email: "bare@example.com" })).status).toBe(200);
  const { status, json } = await post(hook.path, { email: "wrong@example.com", level: "high" });
  expect([status, json.issues]).toEqual([400, [{ path: "level", message: "Level must be a number, like 42." }]]);
  expect(await contactOf("wrong@example.com")).toBeUndefined();
});

test.each([
  [{}, "Please provide an email address in the webhook data."],
  [{ email_address: "  ", level: "high" }, "Please provide an email address in the webhook data."],
  [{ email_address: null }, "Please provide an email address in the webhook data."],
  [{ email_address: "tywin@" }, "Please provide a valid email address"],
  [{ email: 7, level: "high" }, "Please provide a valid email address"],
])("%j is refused in the documented words", async (body, message) => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  const { status, json } = await post(hook.path, body);
  expect([status, json.success, json.message]).toEqual([400, false, message]);
});

test.each(["UNSUBSCRIBED", "DELETE"] as const)("%s of nobody is a 404", async (type) => {
  const hook = await testHook(ctx, { type });
  const { status, json } = await post(hook.path, { email: "nobody@example.com" });
  expect([status, json.success, json.message]).toEqual([404, false, "We were unable to find the contact."]);
});

test("UNSUBSCRIBED: twice is one event, and a malformed value does not hold anybody back", async () => {
  const hook = await testHook(ctx, { type: "UNSUBSCRIBED" });
  const email = "leaves@example.com";
  await add(email, "subscribed");
  expect((await post(hook.path, { email, level: "high", house: "Stark" })).status).toBe(200);
  expect(await contactOf(email)).toMatchObject({ status: "unsubscribed", fields: { house: "Stark" } });
  expect((await post(hook.path, { email })).json.outcome).toBe("unchanged");
  expect((await eventsOf(email)).filter((type) => type === "contact.unsubscribed")).toHaveLength(1);
});

test.each(["bounced", "complained"] as const)(
  "a contact that has %s keeps that status at every type",
  async (status) => {
    const email = `${status}@example.com`;
    await add(email, "subscribed");
    await ctx.sql`update contacts set status = ${status} where email = ${email} and audience_id = ${audience.uuid}`;
    for (const type of ["SUBSCRIBED", "UNCONFIRMED", "UNSUBSCRIBED"] as const) {
      const hook = await testHook(ctx, { type });
      const reply = await post(hook.path, { email, house: type });
      expect([reply.status, reply.json.outcome, reply.json.message]).toEqual([200, "status_kept", done]);
      expect(await contactOf(email)).toMatchObject({ status, fields: { house: type } });
    }
  },
);

test("resubscribe “never” takes the data of who has unsubscribed and leaves the status", async () => {
  const email = "never@example.com";
  await add(email, "unsubscribed");
  for (const type of ["SUBSCRIBED", "UNCONFIRMED"] as const) {
    const hook = await testHook(ctx, { type, resubscribe: "never", tags: ["seen"] });
    expect((await post(hook.path, { email, house: type })).json.outcome).toBe("status_kept");
    expect(await contactOf(email)).toMatchObject({ status: "unsubscribed", fields: { house: type }, tags: ["seen"] });
  }
});

test("resubscribe “ask” makes who has unsubscribed Pending, mails without double opt-in too, and is not lifted by asking twice", async () => {
  const email = "ask@example.com";
  await add(email, "unsubscribed");
  const hook = await testHook(ctx, { type: "SUBSCRIBED", resubscribe: "ask" });
  expect((await post(hook.path, { email })).status).toBe(200);
  expect((await contactOf(email))?.status).toBe("unconfirmed");
  expect(await mailsTo(email)).toBe(1);
  expect((await post(hook.path, { email })).json.outcome).toBe("status_kept");
  expect((await contactOf(email))?.status).toBe("unconfirmed");
});

test("DELETE removes the address from every audience of the workspace and no other, and scrubs what named it", async () => {
  const other = await testAudience(ctx);
  const foreign = await testWorkspace(ctx);
  const theirs = await testAudience(foreign);
  const email = "gone@example.com";
  const hook = await testHook(ctx, { type: "SUBSCRIBED" });
  await sendTo(door(), hook.path, { method: "GET", query: `email=${email}&first_name=Old` });
  await sendTo(door(), hook.path, { body: { email, level: "refused" } });
  await add(email, "subscribed", other.id);
  // Of a request to an audience that never had the address nothing may stay either.
  const third = await testAudience(ctx);
  const elsewhere = await testHook(ctx, { type: "UNSUBSCRIBED", audienceId: third.id });
  expect((await post(elsewhere.path, { email })).status).toBe(404);
  await createContact(foreign, { audienceId: theirs.id, email, fields: {}, tags: [], groupIds: [] });
  const gone = await testHook(ctx, { type: "DELETE", audienceId: other.id });
  expect((await post(gone.path, { email_address: email })).json).toMatchObject({
    success: true,
    message: done,
    outcome: "deleted",
    removed: 2,
  });
  expect([await contactOf(email), await contactOf(email, other.id)]).toEqual([undefined, undefined]);
  expect((await listContacts(foreign, { audienceId: theirs.id, email, limit: 5 })).items).toHaveLength(1);
  await relayEvents(ctx, [confirmationPlanner, deletionForgetter]);
  const traces = await ctx.sql`
    select 'request' as place from inbound_requests q, workspaces w where q.workspace_id = w.id and w.slug = ${ctx.workspace.slug}
      and (q::text like ${`%${email}%`} or convert_from(coalesce(q.body, ''), 'UTF8') like ${`%${email}%`})
    union all select 'event' from events e, workspaces w where e.workspace_id = w.id and w.slug = ${ctx.workspace.slug}
      and e.data::text like ${`%${email}%`}`;
  expect(traces).toEqual([]);
  expect((await post(hook.path, { email })).json.outcome).toBe("created");
  expect((await contactOf(email))?.fields.first_name).toBeUndefined();
  expect((await post(gone.path, { email })).json.removed).toBe(1);
});

test("DELETE limited to its audience leaves the others alone", async () => {
  const other = await testAudience(ctx);
  const email = "stays@example.com";
  await add(email, "subscribed");
  await add(email, "subscribed", other.id);
  const hook = await testHook(ctx, { type: "DELETE", audienceId: audience.id, scope: "audience" });
  expect((await post(hook.path, { email })).json.removed).toBe(1);
  expect(await contactOf(email)).toBeUndefined();
  expect(await contactOf(email, other.id)).toBeDefined();
  expect((await post(hook.path, { email })).status).toBe(404);
});

test("additions and deletions of one batch are applied in their order, in every audience", async () => {
  const other = await testAudience(ctx);
  const adds = await testHook(ctx, { type: "SUBSCRIBED", audienceId: other.id });
  const removes = await testHook(ctx, { type: "DELETE", audienceId: audience.id });
  const email = "order@example.com";
  const arrivals = await Promise.all(
    [adds, removes, removes, adds].map(({ id }) =>
      receive(
        {
          method: "GET",
          path: "",
          query: `email=${email}`,
          ip: null,
          header: () => undefined,
          headers: () => [],
          body: never,
        },
        { hookId: toUuid("hok", id) },
        "",
        { origin: "door", at: ctx.now(), startedMs: 0 },
      ),
    ),
  );
  const settled = await commitBatch(ctx, newBatchMemory(), arrivals);
  expect(settled.map(({ answer }) => answer.outcome)).toEqual(["created", "deleted", "not_found", "created"]);
  expect((await contactOf(email, other.id))?.status).toBe("subscribed");
  const logged = await ctx.sql`
    select outcome, email, query from inbound_requests where hook_id = any(${[adds.id, removes.id].map((id) => toUuid("hok", id))}::uuid[])
    order by id`;
  const query = `email=${email}`;
  expect(logged).toEqual([
    { outcome: "created", email: null, query: null },
    { outcome: "deleted", email: null, query: null },
    { outcome: "not_found", email, query },
    { outcome: "created", email, query },
  ]);
});

test("fifty posts of one new address at once, through two processes, create one contact with one event", async () => {
  const hook = await testHook(ctx, { type: "SUBSCRIBED", tags: ["race"] });
  const email = "race@example.com";
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, index) => sendTo(doors[index % 2] as Door, hook.path, { body: { email } })),
  );
  expect(replies.map(({ status }) => status)).toEqual(Array(50).fill(200));
  expect(replies.filter(({ json }) => json.outcome === "created")).toHaveLength(1);
  expect((await listContacts(ctx, { audienceId: audience.id, email, limit: 5 })).items).toHaveLength(1);
  expect((await eventsOf(email)).filter((type) => type === "contact.subscribed")).toHaveLength(1);
});
