import { beforeEach, describe, expect, test } from "vitest";
import { fromUuid, toUuid } from "@/db/ids";
import { deleteContact } from "../../contacts/delete";
import { testCtx, testWorkspace } from "../../testing/context";
import { deleteJourney } from "../delete";
import { type JourneyApi, journeyApi } from "../testing/api";
import { connected, line, node, trigger } from "../testing/graphs";
import { settle } from "../testing/settle";
import { dayMs, journeyWorld } from "../testing/world";

const world = journeyWorld();
let api: JourneyApi;
beforeEach(async () => {
  api = await journeyApi(await testCtx(), world.ctx);
});

const wait = { ...node("wait", "delay", { mode: "duration", amount: 1, unit: "days" }), name: "A day off" };
const exit = node("end", "exit");

const listed = async (journeyId: string, query = "") => (await api.runs({ journeyId }, undefined, query)).json;
const emails = async (journeyId: string, query: string): Promise<string[]> =>
  (await listed(journeyId, query)).items.map(({ contact }: { contact: { email: string } }) => contact.email);

/** Ann has waited and gone on, Bob waits, Cid failed in the block behind. */
async function three(): Promise<string> {
  world.receiver.answer = ({ body }) => (body.includes("cid@") ? 508 : 200);
  const call = world.call({ waitForResponse: true, retries: 0 });
  const graph = connected(
    { nodes: [trigger, wait, call, exit], edges: [] },
    "start next wait",
    "wait next call",
    "call success end",
  );
  const journeyId = await world.live(graph);
  await world.subscribed("ann@example.com");
  await world.subscribed("cid@example.com");
  await settle(world.ctx);
  world.later(dayMs);
  await settle(world.ctx);
  await world.subscribed("bob@example.com");
  await settle(world.ctx);
  return journeyId;
}

describe("the list of runs", () => {
  test("tells where each is as its version names it, since when, and what it waits for", async () => {
    const journeyId = await three();
    const { items } = await listed(journeyId);
    const now = world.ctx.now().toISOString();
    expect(items).toMatchObject([
      {
        contact: { email: "bob@example.com" },
        block: { type: "delay", name: "A day off" },
        waitsFor: "Waits 1 day.",
        since: now,
      },
      { contact: { email: "cid@example.com" }, block: { type: "webhook", name: null }, waitsFor: null, since: now },
      { contact: { email: "ann@example.com" }, block: { type: "exit", name: null }, waitsFor: null, since: now },
    ]);
    expect(items[1].reason).toContain("508");
  });

  test("tells who has come to a block, who has gone on from it, and who is on the way", async () => {
    const journeyId = await three();
    expect(await emails(journeyId, "?nodeId=wait&at=entered")).toEqual([
      "bob@example.com",
      "cid@example.com",
      "ann@example.com",
    ]);
    expect(await emails(journeyId, "?nodeId=wait&at=done")).toEqual(["cid@example.com", "ann@example.com"]);
    expect(await emails(journeyId, "?nodeId=call&at=done")).toEqual(["ann@example.com"]);
    expect(await emails(journeyId, "?nodeId=call&at=entered&state=failed")).toEqual(["cid@example.com"]);
    expect(await emails(journeyId, "?nodeId=wait&state=open")).toEqual(["bob@example.com"]);
    expect((await api.counts({ journeyId })).json.blocks).toMatchObject({
      wait: { entered: 3, waiting: 1, done: 2 },
      call: { entered: 2, done: 1, failed: 1 },
    });
    expect((await api.runs({ journeyId }, undefined, "?nodeId=wait&at=later")).status).toBe(400);
  });

  test("goes on behind twenty thousand runs that have never been in the block", async () => {
    const journeyId = await three();
    // Younger than the three, and nowhere yet.
    await world.ctx.sql`
      insert into journey_runs (id, workspace_id, journey_id, version_id, audience_id, contact_id, state, node_id, entered_at)
      select overlay(overlay(r.id::text placing lpad(to_hex(n), 12, '0') from 25) placing 'f' from 1)::uuid, workspace_id, journey_id,
        version_id, audience_id, contact_id, 'completed', node_id, entered_at
      from (select * from journey_runs where journey_id = ${toUuid("jny", journeyId)} limit 1) r, generate_series(1, 20000) n`;
    const first = await listed(journeyId, "?nodeId=wait&at=done");
    expect(first.items).toEqual([]);
    const rest = await listed(journeyId, `?nodeId=wait&at=done&cursor=${first.nextCursor}`);
    expect(rest.items).toHaveLength(2);
    expect(rest.nextCursor).toBeNull();
  });
});

describe("the runs of a contact", () => {
  test("are those through all journeys that there are, newest first, page by page", async () => {
    const journeyIds = [await world.live(line(trigger, wait)), await world.live(line(trigger, exit))];
    const contact = await world.subscribed("ann@example.com");
    await world.subscribed("bob@example.com");
    await settle(world.ctx);
    const at = { audienceId: world.audienceId, contactId: fromUuid("con", contact) };
    const runs = async (query = "") => (await api.contactRuns(at, undefined, query)).json;
    const all = await runs();
    expect(all.items.map(({ journeyId }: { journeyId: string }) => journeyId).sort()).toEqual([...journeyIds].sort());
    const first = await runs("?limit=1");
    const rest = await runs(`?limit=1&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items]).toEqual(all.items);
    expect(rest.nextCursor).toBeNull();
    for (const journeyId of journeyIds) await deleteJourney(world.ctx, { journeyId });
    expect((await runs()).items).toEqual([]);
  });

  test("are nobody else's, and go with the contact", async () => {
    const contactId = fromUuid("con", await world.subscribed("ann@example.com"));
    const at = { audienceId: world.audienceId, contactId };
    const base = await testCtx();
    const stranger = await journeyApi(base, await testWorkspace(base));
    expect((await stranger.contactRuns(at)).status).toBe(404);
    expect((await (await journeyApi(base, world.ctx, "viewer")).contactRuns(at)).status).toBe(200);
    await deleteContact(world.ctx, at);
    expect((await api.contactRuns(at)).status).toBe(404);
  });
});
