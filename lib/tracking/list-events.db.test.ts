import { beforeEach, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import { createContact } from "../contacts/create";
import { deleteContact } from "../contacts/delete";
import { deletionForgetter } from "../contacts/forget-deleted";
import { updateContact } from "../contacts/update";
import type { WorkspaceCtx } from "../context";
import { eventCounter } from "../events/count";
import { relayEvents } from "../events/relay";
import { createDoor } from "../inbound/door";
import { answerWeb } from "../inbound/mounts/web";
import { createMetrics } from "../metrics";
import { testAudience, testWebhookPath } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { getEvent } from "./get-event";
import { listEvents } from "./list-events";
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
const list = (query: Partial<Parameters<typeof listEvents>[1]> = {}, at: WorkspaceCtx = ctx) =>
  listEvents(at, { limit: 50, ...query });
const types = async (query: Parameters<typeof list>[0]) => (await list(query)).items.map(({ type }) => type);
const track = (contactId: string, ...names: string[]) =>
  trackEvents(
    ctx,
    names.map((type) => ({ id: `e-${++next}`, type, contactId })),
  );

test("events are found by address in every audience that has it, newest first, and by type", async () => {
  const other = await testAudience(ctx);
  const [here, there] = [await add("jane@example.com"), await add("jane@example.com", other.id)];
  await track(await add("john@example.com"), "email.opened");
  await track(here, "email.opened");
  await track(there, "email.clicked");
  expect(await types({ email: " JANE@example.com " })).toEqual([
    "email.clicked",
    "email.opened",
    "contact.subscribed",
    "contact.created",
    "contact.subscribed",
    "contact.created",
  ]);
  expect(await types({ email: "jane@example.com", type: "email.opened" })).toEqual(["email.opened"]);
  expect(await types({ email: "jane@example.com", audienceId: other.id, type: "email.opened" })).toEqual([]);
  expect(await types({ type: "email.opened" })).toEqual(["email.opened", "email.opened"]);
  expect(await types({ contactId: there, type: "email.clicked" })).toEqual(["email.clicked"]);
  expect(await types({ email: "jane@example.com", contactId: here, type: "contact.created" })).toEqual([
    "contact.created",
  ]);
  expect(await types({ email: "no address" })).toEqual([]);
});

test("an event tells its label, contact, audience and moments; the contact is shown as it is now", async () => {
  const contactId = await add("jane@example.com");
  await updateContact(ctx, { audienceId: audience.id, contactId, email: "janet@example.com" });
  const [created] = (await list({ email: "janet@example.com", type: "contact.created" })).items;
  expect(created).toMatchObject({
    label: "Contact created",
    contact: { id: contactId, email: "janet@example.com", status: "subscribed" },
    audienceId: audience.id,
    source: "user",
    occurredAt: ctx.now().toISOString(),
    data: { contact: { email: "jane@example.com" } },
  });
  expect(await types({ email: "jane@example.com" })).toEqual([]);
});

test("pages go on exactly where the last one ended, for everybody and for one person in two audiences", async () => {
  const other = await testAudience(ctx);
  const ids = [await add("jane@example.com"), await add("jane@example.com", other.id)];
  for (let turn = 0; turn < 7; turn++) await track(ids[turn % 2] ?? "", "email.opened", "email.clicked");
  for (const query of [{}, { email: "jane@example.com" }]) {
    const whole = (await list(query)).items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...query, limit: 5, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(whole);
    expect(seen).toHaveLength(18);
    expect(seen).toEqual([...seen].sort().reverse());
  }
  await expect(list({ cursor: "mine" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("a range of time is about when events were recorded", async () => {
  const contactId = await add("jane@example.com");
  await track(contactId, "email.opened");
  const [newest] = (await list()).items;
  const recordedAt = newest?.recordedAt ?? "";
  const after = new Date(Date.parse(recordedAt) + 1).toISOString();
  expect(await types({ from: recordedAt })).toContain("email.opened");
  expect(await types({ from: after })).toEqual([]);
  expect(await types({ to: after })).toContain("contact.created");
});

test("another workspace sees none of it, not even by id", async () => {
  const contactId = await add("jane@example.com");
  const [event] = (await list()).items;
  const other = await testWorkspace(ctx);
  expect((await list({}, other)).items).toEqual([]);
  expect((await list({ email: "jane@example.com" }, other)).items).toEqual([]);
  expect((await list({ contactId }, other)).items).toEqual([]);
  await expect(list({ audienceId: audience.id }, other)).rejects.toMatchObject({ code: "not_found" });
  await expect(getEvent(other, { eventId: event?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
  await expect(getEvent(ctx, { eventId: newId("evt") })).rejects.toMatchObject({ code: "not_found" });
});

test("of a deleted contact the events stay, without anything personal", async () => {
  const contactId = await add("jane@example.com");
  await track(contactId, "order.placed");
  const counts = () => ctx.sql`select type from contact_event_counts where contact_id = ${toUuid("con", contactId)}`;
  while (await relayEvents(ctx, [eventCounter]));
  expect(await counts()).toHaveLength(1);
  await deleteContact(ctx, { audienceId: audience.id, contactId });
  expect(await counts()).toHaveLength(0);
  while (await relayEvents(ctx, [deletionForgetter]));
  expect(await types({ email: "jane@example.com" })).toEqual([]);
  const { items } = await list({ contactId });
  expect(items.map(({ type }) => type)).toContain("contact.deleted");
  for (const item of items) {
    expect(item.contact).toEqual({ id: contactId, email: null, status: null });
    expect(JSON.stringify(item)).not.toContain("jane");
  }
});

test("an event names the request that caused it, and others none", async () => {
  const door = createDoor(ctx, createMetrics());
  const path = await testWebhookPath(ctx, audience.id);
  const response = await answerWeb(
    door,
    new Request(`http://localhost:3000${path}/2`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"email":"jane@example.com"}',
    }),
    null,
  );
  await door.close();
  const { requestId } = (await response.json()) as { requestId: string };
  const [created] = (await list({ type: "contact.created" })).items;
  expect((await getEvent(ctx, { eventId: created?.id ?? "" })).requestId).toBe(requestId);
  await track(created?.contact?.id ?? "", "order.placed");
  const [placed] = (await list({ type: "order.placed" })).items;
  expect((await getEvent(ctx, { eventId: placed?.id ?? "" })).requestId).toBeNull();
});
