import { describe, expect, test } from "vitest";
import { advanceJourneysFunction } from "../background";
import { pauseJourney } from "../set-status";
import { line, node, trigger } from "../testing/graphs";
import { advanceAll, relay, settle } from "../testing/settle";
import { journeyWorld } from "../testing/world";

const world = journeyWorld();

describe("drains", () => {
  const everybody = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, n) => world.subscribed(`user${n}@example.com`)));

  test("several at once move each run once", async () => {
    const journeyId = await world.live(
      line(trigger, world.call(), node("tag", "update_contact", { addTags: ["in"] }), world.call({}, "again")),
    );
    await everybody(60);
    await relay(world.ctx);
    await Promise.all([advanceAll(world.ctx), advanceAll(world.ctx), advanceAll(world.ctx)]);
    await settle(world.ctx);
    const runs = await world.runs(journeyId);
    expect(new Set(runs.map(({ way }) => way.join(" ")))).toEqual(
      new Set(["start:next call:next tag:next again:next"]),
    );
    expect(world.receiver.requests).toHaveLength(120);
  });

  test("one that dies between its claim and the writing has done nothing; another one goes on when the lease is over", async () => {
    const later = node("later", "delay", { mode: "duration", amount: 1, unit: "hours" });
    const journeyId = await world.live(line(trigger, world.call(), later));
    await everybody(3);
    await relay(world.ctx);
    const { claimed, finish } = await world.halfway();
    expect(claimed).toBe(3);
    await settle(world.ctx);
    expect(world.receiver.requests).toEqual([]);
    world.later(31_000);
    await settle(world.ctx);
    expect(world.receiver.requests).toHaveLength(3);
    // It was only slow, and writes now, while the runs are still on their way: its word does not count any more.
    await finish();
    await settle(world.ctx);
    expect(world.receiver.requests).toHaveLength(3);
    const runs = await world.runs(journeyId);
    expect(runs.map(({ state, visits }) => [state, visits])).toEqual(Array(3).fill(["waiting", 3]));
  });

  test("a run that can never be written holds up nobody else, and fails in the end", async () => {
    const journeyId = await world.live(line(trigger, world.call()));
    await everybody(4);
    await relay(world.ctx);
    const [bad] = await world.runs(journeyId);
    // Something that the code does not know of: a visit that is no number for the trace.
    await world.ctx.sql`update journey_runs set visits = 2147483646 where id = ${bad?.id ?? ""}`;
    for (let n = 0; n < 10; n++) {
      await settle(world.ctx);
      world.later(31_000);
    }
    const [failed, ...others] = await world.runs(journeyId);
    expect(failed).toMatchObject({ state: "failed", reason: "It could not be moved on." });
    expect(others.map(({ state }) => state)).toEqual(Array(3).fill("completed"));
  });

  test("the next moment is the earliest of live journeys, and what is due is counted", async () => {
    const at = await advanceJourneysFunction.nextDueAt?.(world.ctx);
    const journeyId = await world.live(
      line(trigger, node("wait", "delay", { mode: "duration", amount: 5, unit: "minutes" })),
    );
    await everybody(2);
    await relay(world.ctx);
    expect(await advanceJourneysFunction.due(world.ctx)).toMatchObject({ count: 2 });
    await advanceAll(world.ctx);
    const due = new Date(world.ctx.now().getTime() + 300_000);
    expect(await advanceJourneysFunction.nextDueAt?.(world.ctx)).toEqual(at != null && at < due ? at : due);
    await pauseJourney(world.ctx, { journeyId });
    expect(await advanceJourneysFunction.nextDueAt?.(world.ctx)).toEqual(at);
  });
});
