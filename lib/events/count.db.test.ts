import { beforeEach, expect, test } from "vitest";
import { newUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import type { AnyEventName } from "./catalogue";
import { isCustomEventName } from "./catalogue/custom";
import { eventCounter } from "./count";
import { insertEvents } from "./emit";
import { relayEvents } from "./relay";

let ctx: WorkspaceCtx & TestCtx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.sql`truncate outbox`;
});

const record = (contactId: string, types: AnyEventName[], at = "2026-03-01T12:00:00Z") =>
  ctx.sql.begin((tx) =>
    insertEvents(
      tx,
      types.map((type) => ({
        type,
        workspaceId: toUuid("wks", ctx.workspace.id),
        audienceId: newUuid(),
        contactId,
        data: {},
        source: "test",
        sourceId: null,
        occurredAt: new Date(at),
      })),
    ),
  );
const relayAll = async () => {
  while (await relayEvents(ctx, [eventCounter]));
};
const counts = (contactId: string) => ctx.sql`
  select type, day::text, count, last_at as "lastAt" from contact_event_counts where contact_id = ${contactId} order by day, type`;

const own = (name: string): AnyEventName => {
  if (!isCustomEventName(name)) throw new Error(`${name} is no custom name`);
  return name;
};

test("behaviour is counted by type and day in UTC, senders' own events too; the rest is not", async () => {
  const contactId = newUuid();
  await record(contactId, ["contact.created", "segment.entered", "email.opened", own("order.placed"), "email.opened"]);
  await record(contactId, ["email.opened"], "2026-03-01T23:59:59.999Z");
  await record(contactId, ["email.opened"], "2026-03-02T00:00:00Z");
  await relayAll();
  expect([...(await counts(contactId))]).toEqual([
    { type: "email.opened", day: "2026-03-01", count: 3, lastAt: new Date("2026-03-01T23:59:59.999Z") },
    { type: "order.placed", day: "2026-03-01", count: 1, lastAt: new Date("2026-03-01T12:00:00Z") },
    { type: "email.opened", day: "2026-03-02", count: 1, lastAt: new Date("2026-03-02T00:00:00Z") },
  ]);
});

test("each event counts once: across relays, beside each other, and after one that failed", async () => {
  const contacts = Array.from({ length: 20 }, newUuid);
  for (let turn = 0; turn < 5; turn++) for (const contact of contacts) await record(contact, ["email.clicked"]);
  const failing = {
    types: ["email.clicked" as const],
    plan: async () => {
      throw new Error("after the counter");
    },
  };
  await expect(relayEvents(ctx, [eventCounter, failing])).rejects.toThrow("after the counter");
  await Promise.all([relayAll(), relayAll(), relayAll()]);
  await relayAll();
  for (const contact of contacts) expect(await counts(contact)).toMatchObject([{ count: 5 }]);
});

test("an earlier moment that is reported late does not move the last one back", async () => {
  const contactId = newUuid();
  await record(contactId, ["email.opened"], "2026-03-01T18:00:00Z");
  await relayAll();
  await record(contactId, ["email.opened"], "2026-03-01T09:00:00Z");
  await relayAll();
  expect(await counts(contactId)).toMatchObject([{ count: 2, lastAt: new Date("2026-03-01T18:00:00Z") }]);
});

test("nothing is left of a deleted contact, whether its events were counted before or come with the deletion", async () => {
  const contactId = newUuid();
  await record(contactId, ["email.opened"]);
  await relayAll();
  await record(contactId, ["email.opened", "contact.deleted"]);
  await relayAll();
  expect(await counts(contactId)).toHaveLength(0);
});
