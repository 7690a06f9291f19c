import { beforeEach, expect, test } from "vitest";
import { newUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { insertEvents } from "./emit";
import { type ContactPlanner, type RelayedEvent, relayEvents } from "./relay";

let ctx: WorkspaceCtx & TestCtx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.sql`truncate outbox`;
});

const record = (contactIds: string[], each: number) =>
  ctx.sql.begin((tx) =>
    insertEvents(
      tx,
      Array.from({ length: each }, (_, turn) =>
        contactIds.map((contactId) => ({
          type: "contact.updated" as const,
          workspaceId: toUuid("wks", ctx.workspace.id),
          audienceId: newUuid(),
          contactId,
          data: { turn },
          source: "test",
          sourceId: null,
          occurredAt: ctx.now(),
        })),
      ).flat(),
    ),
  );

const planning = (plan: ContactPlanner["plan"]): ContactPlanner => ({ types: ["contact.updated"], plan });

/** A planner that notes what it gets. */
function noting() {
  const seen: RelayedEvent[] = [];
  const planner = planning(async (_tx, events) => {
    seen.push(...events);
    return [];
  });
  return { seen, planner };
}

test("every event reaches the planners once, those of a contact in their order, whoever relays", async () => {
  const contacts = Array.from({ length: 40 }, newUuid);
  await record(contacts, 12);
  const notes = [noting(), noting(), noting()];
  await Promise.all(
    notes.map(async ({ planner }) => {
      while (await relayEvents(ctx, [planner]));
    }),
  );
  // A relay that found every shard taken has stopped early; the last one takes what is left.
  const rest = noting();
  while (await relayEvents(ctx, [rest.planner]));
  const all = [...notes, rest].flatMap(({ seen }) => seen);
  expect(new Set(all.map(({ id }) => id)).size).toBe(40 * 12);
  expect(all).toHaveLength(40 * 12);
  for (const { seen } of [...notes, rest])
    for (const contact of contacts) {
      const turns = seen.filter(({ contactId }) => contactId === contact).map(({ data }) => Number(data.turn));
      expect(turns).toEqual([...turns].sort((a, b) => a - b));
    }
});

test("when a planner fails nothing is taken, and the next relay finds it all", async () => {
  await record([newUuid()], 3);
  const failing = planning(async () => {
    throw new Error("no");
  });
  await expect(relayEvents(ctx, [failing])).rejects.toThrow("no");
  const { seen, planner } = noting();
  await relayEvents(ctx, [planner]);
  expect(seen.map(({ data }) => data.turn)).toEqual([0, 1, 2]);
});

test("signals that planners ask for leave after the commit, each once", async () => {
  await record([newUuid(), newUuid()], 2);
  await relayEvents(ctx, [planning(async () => ["mail/queued"]), planning(async () => ["mail/queued"])]);
  expect(ctx.sent).toEqual(["mail/queued"]);
});

test("an event that can't be planned holds up its own shard alone", async () => {
  const [poison, healthy] = ["01890a5d-ac96-774b-bcce-b302099a8000", "01890a5d-ac96-774b-bcce-b302099a8001"];
  await record([poison ?? "", healthy ?? ""], 1);
  const seen: string[] = [];
  const planner = planning(async (_tx, events) => {
    if (events.some(({ contactId }) => contactId === poison)) throw new Error("poison");
    seen.push(...events.map(({ contactId }) => contactId));
    return [];
  });
  await expect(relayEvents(ctx, [planner])).rejects.toThrow("poison");
  expect(seen).toEqual([healthy]);
  const [left] = await ctx.sql`select count(*)::int as waiting from outbox`;
  expect(left?.waiting).toBe(1);
});

test("events that no planner wants are taken unread", async () => {
  await record([newUuid()], 5);
  const plan = async () => {
    throw new Error("not mine");
  };
  expect(await relayEvents(ctx, [{ types: ["contact.deleted"], plan }])).toBe(false);
  const [left] = await ctx.sql`select count(*)::int as waiting from outbox`;
  expect(left?.waiting).toBe(0);
});

test("events about nobody keep their order, and reach only planners that can take them", async () => {
  const nobody = (type: "campaign.started" | "campaign.sent") => ({
    type,
    workspaceId: toUuid("wks", ctx.workspace.id),
    audienceId: newUuid(),
    contactId: null,
    data: {},
    source: "test",
    sourceId: null,
    occurredAt: ctx.now(),
  });
  await ctx.sql.begin((tx) => insertEvents(tx, [nobody("campaign.started")]));
  await ctx.sql.begin((tx) => insertEvents(tx, [nobody("campaign.sent")]));
  const { seen, planner } = noting();
  const every: RelayedEvent[] = [];
  const types = ["campaign.started", "campaign.sent"] as const;
  await relayEvents(ctx, [
    { ...planner, types },
    {
      types,
      contactless: true,
      plan: async (_tx, events) => {
        every.push(...events);
        return [];
      },
    },
  ]);
  expect(seen).toEqual([]);
  expect(every.map(({ type, contactId }) => [type, contactId])).toEqual([
    ["campaign.started", null],
    ["campaign.sent", null],
  ]);
});

test("a planner that says what is wanted now gets that alone, of the workspaces that want it", async () => {
  const other = await testWorkspace(ctx);
  await record([newUuid(), newUuid()], 2);
  const wanting = (workspaceId: string, type: string) => {
    const { seen, planner } = noting();
    const wantedNow: ContactPlanner["wantedNow"] = (tx) =>
      tx`select workspace_id, ${type}::text from taken where workspace_id = ${toUuid("wks", workspaceId)}`;
    return { seen, planner: { ...planner, wantedNow } };
  };
  const nobody = wanting(other.workspace.id, "contact.updated");
  const another = wanting(ctx.workspace.id, "contact.deleted");
  await relayEvents(ctx, [nobody.planner, another.planner]);
  expect([...nobody.seen, ...another.seen]).toEqual([]);
  await record([newUuid()], 2);
  const here = wanting(ctx.workspace.id, "contact.updated");
  await relayEvents(ctx, [nobody.planner, here.planner]);
  expect(here.seen).toHaveLength(2);
});

test("a relay that was planned when there was nothing reads each event once, whatever has come since", async () => {
  const { planner } = noting();
  await ctx.sql`truncate events`;
  // Every connection makes its plan.
  await Promise.all(Array.from({ length: 4 }, () => relayEvents(ctx, [planner])));
  await record([newUuid()], 2_000);
  while (await relayEvents(ctx, [planner]));
  await record([newUuid()], 3);
  // What the server has counted for this connection goes back beyond this transaction.
  const counts: { read: number; events: number }[] = [];
  const counting = planning(async (tx) => {
    counts.push(
      ...(await tx<{ read: number; events: number }[]>`
        select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read, (select count(*)::int from events) as events
        from pg_stat_xact_user_tables where relname like 'events%'`),
    );
    return [];
  });
  await relayEvents(ctx, [counting]);
  expect(counts).toHaveLength(1);
  for (const { read, events } of counts) expect(read).toBeLessThanOrEqual(events);
});
