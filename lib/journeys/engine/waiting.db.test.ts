import { describe, expect, test } from "vitest";
import type { Graph } from "../graph/graph";
import { publishJourney } from "../publish";
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
});
