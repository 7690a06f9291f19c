import { describe, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { listJobs } from "../../jobs/list";
import { runDueJobs } from "../../jobs/run-due";
import type { Graph } from "../graph/graph";
import { publishJourney } from "../publish";
import { moveRunsJob } from "../runs/move-job";
import { runsPerMove } from "../runs/move-some";
import { saveJourney } from "../save";
import { pauseJourney, resumeJourney } from "../set-status";
import { connected, line, node, trigger } from "../testing/graphs";
import { advanceAll, relay, settle } from "../testing/settle";
import { always, dayMs, journeyWorld } from "../testing/world";

const world = journeyWorld();

describe("waiting", () => {
  test("a delay ends when its time has come and not before", async () => {
    const journeyId = await world.live(
      line(trigger, node("wait", "delay", { mode: "duration", amount: 2, unit: "days" }), world.call()),
    );
    await world.subscribed("ann@example.com");
    await settle(world.ctx);
    world.later(2 * dayMs - 1_000);
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "waiting", nodeId: "wait" }]);
    world.later(1_000);
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([
      { state: "completed", way: ["start:next", "wait:next", "call:next"] },
    ]);
    expect(world.receiver.requests).toHaveLength(1);
  });

  const waitFor = (conditions: object[] = []) => {
    const graph = line(always, node("wait", "wait_for_event", { event: "paid", conditions, amount: 3, unit: "days" }));
    return connected(
      { ...graph, nodes: [...graph.nodes, node("yes", "exit"), node("no", "exit")] },
      "wait happened yes",
      "wait timeout no",
    );
  };

  test("an event wakes who waits for it; the time that is over wakes the others", async () => {
    const journeyId = await world.live(waitFor());
    const [ann, bob] = [await world.subscribed("ann@example.com"), await world.subscribed("bob@example.com")];
    await world.happens(ann, "signed_up");
    await world.happens(bob, "signed_up");
    await settle(world.ctx);
    expect((await world.runs(journeyId)).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    await world.happens(ann, "paid");
    await settle(world.ctx);
    world.later(3 * dayMs);
    await world.happens(bob, "something_else");
    await settle(world.ctx);
    expect((await world.runs(journeyId)).map(({ way }) => way.slice(1))).toEqual([
      ["wait:happened", "yes:end"],
      ["wait:timeout", "no:end"],
    ]);
  });

  test("of several events of the kind the right one counts, and the wrong ones make the wait no longer", async () => {
    const journeyId = await world.live(waitFor([{ path: "event.data.total", op: "greater", value: "100" }]));
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await settle(world.ctx);
    const [before] = await world.runs(journeyId);
    world.later(dayMs);
    await world.happens(ann, "paid", { total: 5 });
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "waiting", wakeAt: before?.wakeAt, visits: 2 }]);
    await world.happens(ann, "paid", { total: 7 });
    await world.happens(ann, "paid", { total: 700 });
    await world.happens(ann, "paid", { total: 9 });
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ way: ["start:next", "wait:happened", "yes:end"] }]);
  });

  test("an event that comes while its run is being looked at is looked at afterwards", async () => {
    const journeyId = await world.live(waitFor([{ path: "event.data.total", op: "greater", value: "100" }]));
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await settle(world.ctx);
    await world.happens(ann, "paid", { total: 5 });
    await relay(world.ctx);
    const { claimed, finish } = await world.halfway();
    expect(claimed).toBe(1);
    await world.happens(ann, "paid", { total: 500 });
    await relay(world.ctx);
    await finish();
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ way: ["start:next", "wait:happened", "yes:end"] }]);
  });

  const way = async (journeyId: string) => (await world.runs(journeyId)).map(({ way }) => way.slice(1));

  test("an event counts that comes while its run is on its way into the wait", async () => {
    const journeyId = await world.live(waitFor());
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await relay(world.ctx);
    const { claimed, finish } = await world.halfway();
    expect(claimed).toBe(1);
    await world.happens(ann, "paid");
    await relay(world.ctx);
    await finish();
    await settle(world.ctx);
    expect(await way(journeyId)).toEqual([["wait:happened", "yes:end"]]);
  });

  test("an event counts that comes right behind the one that lets the contact in, and not one from before", async () => {
    const journeyId = await world.live(waitFor());
    const [ann, bob] = [await world.subscribed("ann@example.com"), await world.subscribed("bob@example.com")];
    await world.happens(ann, "signed_up");
    await world.happens(ann, "paid");
    await world.happens(bob, "paid");
    await world.happens(bob, "signed_up");
    await settle(world.ctx);
    expect(await way(journeyId)).toEqual([["wait:happened", "yes:end"], ["wait:waiting"]]);
  });

  test("what comes between two blocks that wait counts for the second, and one event for one of them", async () => {
    const wait = (id: string) => node(id, "wait_for_event", { event: "paid", amount: 3, unit: "days" });
    const journeyId = await world.live(
      connected(
        { ...line(always, wait("first")), nodes: [always, wait("first"), wait("second")] },
        "first happened second",
      ),
    );
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await world.happens(ann, "paid");
    await settle(world.ctx);
    expect(await way(journeyId)).toEqual([["first:happened", "second:waiting"]]);
    await world.happens(ann, "paid");
    await settle(world.ctx);
    expect(await way(journeyId)).toEqual([["first:happened", "second:happened"]]);
  });

  test("the relay waits for who is about to wait, and wakes it then", async () => {
    const journeyId = await world.live(waitFor());
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await relay(world.ctx);
    const { sql } = world.ctx;
    let relayed: Promise<void> | null = null;
    let ended = false;
    await sql.begin(async (tx) => {
      // As a drain does that has looked at the events already, and not committed yet.
      await tx`
        update journey_runs set state = 'waiting', node_id = 'wait', visits = 2, wake_at = null, awaits_event = 'paid'
        where contact_id = ${ann}`;
      await world.happens(ann, "paid");
      relayed = relay(world.ctx).finally(() => {
        ended = true;
      });
      const isHeldUp = async () =>
        (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
          .length > 0;
      while (!ended && !(await isHeldUp()));
    });
    await relayed;
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "completed", nodeId: "yes" }]);
  });
});

describe("pause and versions", () => {
  test("a paused journey moves nobody; resumed, what fell due meanwhile goes on at once, and responses were not lost", async () => {
    const delay = node("wait", "delay", { mode: "duration", amount: 1, unit: "hours" });
    const graph = connected(
      line(always, delay, world.call({ waitForResponse: true })),
      "call success out",
      "call failure out",
    );
    const journeyId = await world.live({ ...graph, nodes: [...graph.nodes, node("out", "exit")] });
    const [ann, bob] = [await world.subscribed("ann@example.com"), await world.subscribed("bob@example.com")];
    await world.happens(ann, "signed_up");
    await settle(world.ctx);
    world.later(3_600_000);
    await advanceAll(world.ctx);
    await world.happens(bob, "signed_up");
    await relay(world.ctx);
    await advanceAll(world.ctx);
    await pauseJourney(world.ctx, { journeyId });
    await settle(world.ctx);
    world.later(dayMs);
    await settle(world.ctx);
    expect(world.receiver.requests).toHaveLength(1);
    expect((await world.runs(journeyId)).map(({ nodeId }) => nodeId)).toEqual(["call", "wait"]);
    await resumeJourney(world.ctx, { journeyId });
    await settle(world.ctx);
    expect((await world.runs(journeyId)).map(({ state, way }) => [state, way[2]])).toEqual([
      ["completed", "call:success"],
      ["completed", "call:success"],
    ]);
  });

  const wait = node("wait", "delay", { mode: "duration", amount: 1, unit: "days" });
  async function newVersion(journeyId: string, graph: Graph, runs: "finish" | "move") {
    await saveJourney(world.ctx, { journeyId, graph });
    await publishJourney(world.ctx, { journeyId, runs });
  }

  test("runs finish on their version", async () => {
    const journeyId = await world.live(line(always, wait, world.call({ url: `${world.receiver.url}/old` })));
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await settle(world.ctx);
    await newVersion(journeyId, line(always, world.call({ url: `${world.receiver.url}/new` })), "finish");
    await world.happens(ann, "signed_up");
    await settle(world.ctx);
    world.later(dayMs);
    await settle(world.ctx);
    expect(world.receiver.requests.map(({ url }) => url)).toEqual(["/new", "/old"]);
    expect((await world.runs(journeyId)).map(({ state, version }) => [state, version])).toEqual([
      ["completed", 1],
      ["completed", 2],
    ]);
  });

  test("moved, they go on in the new one where their block still is, and finish where it is not", async () => {
    const other = node("other", "delay", { mode: "duration", amount: 1, unit: "days" });
    const journeyId = await world.live(line(always, wait, world.call({ url: `${world.receiver.url}/old` })));
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await settle(world.ctx);
    await newVersion(journeyId, line(always, other, wait, world.call({ url: `${world.receiver.url}/new` })), "move");
    await world.happens(ann, "signed_up");
    await settle(world.ctx);
    await newVersion(journeyId, line(always, wait, world.call({ url: `${world.receiver.url}/newest` })), "move");
    expect((await world.runs(journeyId)).map(({ version }) => version)).toEqual([3, 2]);
    world.later(dayMs);
    await settle(world.ctx);
    world.later(dayMs);
    await settle(world.ctx);
    expect(world.receiver.requests.map(({ url }) => url)).toEqual(["/newest", "/new"]);
  });

  test("very many are moved by a job", async () => {
    const journeyId = await world.live(line(always, wait));
    await world.happens(await world.subscribed("ann@example.com"), "signed_up");
    await settle(world.ctx);
    await world.ctx.sql`
      insert into journey_runs (id, workspace_id, journey_id, version_id, audience_id, contact_id, state, node_id, visits, wake_at, entered_at)
      select overlay(r.id::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, workspace_id, journey_id, version_id, audience_id, contact_id,
        state, node_id, visits, wake_at, entered_at
      from journey_runs r, generate_series(1, ${runsPerMove}::int) n where r.journey_id = ${toUuid("jny", journeyId)}`;
    await newVersion(journeyId, line(always, wait, node("end", "exit")), "move");
    const left = async () => (await world.runs(journeyId)).filter(({ version }) => version === 1).length;
    expect(await left()).toBe(1);
    const { items } = await listJobs(world.ctx, { limit: 5 });
    expect(items).toMatchObject([{ kind: "journeys.move", title: "Move runs of Welcome to version 2" }]);
    while (await runDueJobs(world.ctx, [moveRunsJob]));
    expect(await left()).toBe(0);
  });

  test("moved, who waits for an event waits for the one that the block names now", async () => {
    const waiting = (event: string) => line(always, node("wait", "wait_for_event", { event, amount: 3, unit: "days" }));
    const journeyId = await world.live(waiting("payed"));
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await settle(world.ctx);
    await newVersion(journeyId, waiting("paid"), "move");
    await world.happens(ann, "paid");
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "completed", way: ["start:next", "wait:happened"] }]);
  });
});
