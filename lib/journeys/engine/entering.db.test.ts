import { describe, expect, test } from "vitest";
import { fromUuid, toUuid } from "@/db/ids";
import { listDeliveries } from "../../deliveries/list";
import { recordEvents } from "../../deliveries/testing/engine";
import { createDoor } from "../../inbound/door";
import { createMetrics } from "../../metrics";
import { createSegment } from "../../segments/create";
import { recalculateSegments } from "../../segments/recalculate";
import { put } from "../../segments/testing/settle";
import { testWorkspace } from "../../testing/context";
import { sendTo, testHook } from "../../testing/workspace-webhook";
import { enterJourney } from "../enter";
import { pauseJourney, resumeJourney } from "../set-status";
import { connected, line, node, trigger } from "../testing/graphs";
import { advanceAll, relay, settle } from "../testing/settle";
import { dayMs, journeyWorld } from "../testing/world";

const world = journeyWorld();

describe("an event lets a contact in", () => {
  test("trigger, condition, webhook: the request has the default information, and the trace tells the way", async () => {
    const rules = { all: [{ field: "contact.fields.plan", op: "is", value: "pro" }] };
    const graph = connected(line(trigger, node("if", "condition", { rules })), "if yes call", "if no out");
    const journeyId = await world.live({
      ...graph,
      nodes: [...graph.nodes, world.call({ method: "PUT" }), node("out", "exit")],
    });
    await world.subscribed("ann@example.com", { plan: "pro" });
    await world.subscribed("bob@example.com", { plan: "free" });
    await settle(world.ctx);
    const runs = await world.runs(journeyId);
    expect(runs.map(({ state, way }) => [state, ...way])).toEqual([
      ["completed", "start:next", "if:yes", "call:next"],
      ["completed", "start:next", "if:no", "out:end"],
    ]);
    expect(world.receiver.requests.map(({ method, url }) => [method, url])).toEqual([["PUT", "/crm"]]);
    expect(world.bodies()).toMatchObject([
      { type: "contact.subscribed", data: { contact: { email: "ann@example.com" }, journey: { name: "Welcome" } } },
    ]);
    const [delivery] = (await listDeliveries(world.ctx, { limit: 5 })).items;
    expect(delivery).toMatchObject({
      state: "succeeded",
      journey: { id: journeyId, name: "Welcome", nodeId: "call", runId: fromUuid("run", runs[0]?.id ?? "") },
      contact: { email: "ann@example.com" },
      event: { type: "contact.subscribed" },
    });
  });

  test("conditions about the event keep out who does not fit, other audiences and other events come in nowhere", async () => {
    const big = { path: "event.data.total", op: "greater", value: "100" };
    const start = node("start", "trigger", { on: "event", event: "purchased", conditions: [big] });
    const journeyId = await world.live(line(start, node("out", "exit")));
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "purchased", { total: 99 });
    await world.happens(ann, "purchased_not", { total: 999 });
    await recordEvents(world.ctx, { type: "purchased" as "contact.updated", contactId: ann, data: { total: 500 } });
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toEqual([]);
    await world.happens(ann, "purchased", { total: 101 });
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "completed" }]);
  });

  test("who enters a segment comes in by that segment alone", async () => {
    const rules = (value: string) => ({ all: [{ field: "contact.fields.plan", op: "is", value }] });
    const pro = await createSegment(world.ctx, { audienceId: world.audienceId, name: "Pro", rules: rules("pro") });
    await createSegment(world.ctx, { audienceId: world.audienceId, name: "Free", rules: rules("free") });
    await settle(world.ctx);
    const start = node("start", "trigger", { on: "segment", segmentId: pro.id, when: "entered" });
    const journeyId = await world.live(line(start, node("out", "exit")));
    await world.subscribed("ann@example.com", { plan: "pro" });
    await world.subscribed("bob@example.com", { plan: "free" });
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toHaveLength(1);
  });

  test("a request to its inbound webhook lets its contact in, also when it changes nothing; another webhook's does not", async () => {
    const { ctx, audienceId } = world;
    const draft = { type: "SUBSCRIBED", audienceId } as const;
    const [own, other] = [
      await testHook(ctx, { ...draft, name: "Own" }),
      await testHook(ctx, { ...draft, name: "Other" }),
    ];
    const conditions = [{ path: "event.data.fields.plan", op: "is", value: "pro" }];
    const start = node("start", "trigger", {
      on: "inbound",
      webhookId: own.id,
      conditions,
      reentry: { mode: "always" },
    });
    const journeyId = await world.live(line(start, node("out", "exit")));
    const door = createDoor(ctx, createMetrics());
    const ann = { email_address: "ann@example.com", plan: "pro" };
    for (const { path } of [own, own, other])
      expect(await sendTo(door, path, { body: ann })).toMatchObject({ status: 200 });
    expect(await sendTo(door, own.path, { body: { ...ann, plan: "free" } })).toMatchObject({ status: 200 });
    expect(await sendTo(door, own.path, { body: { email_address: "no address" } })).toMatchObject({ status: 400 });
    await door.close();
    await settle(ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "completed" }, { state: "completed" }]);
  });

  test("a journey's own events never let anybody into itself", async () => {
    const start = node("start", "trigger", { on: "event", event: "journey.completed", reentry: { mode: "always" } });
    const journeyId = await world.live(line(start, node("out", "exit")));
    const ann = await world.subscribed("ann@example.com");
    await enterJourney(world.ctx, { journeyId, contactId: fromUuid("con", ann) });
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toHaveLength(1);
  });

  test("nor does what a journey changes of a contact", async () => {
    const start = node("start", "trigger", { on: "event", event: "contact.updated", reentry: { mode: "always" } });
    const count = node("set", "update_contact", {
      fields: [{ key: "score", value: "{{ contact.fields.score | plus: 1 }}" }],
    });
    const journeyId = await world.live(line(start, count));
    await world.subscribed("ann@example.com", { score: 1 });
    await put(world.ctx, world.audienceId, "ann@example.com", { fields: { score: 5 } });
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toHaveLength(1);
  });

  test("two journeys that let each other's events in come to an end", async () => {
    const tag = (name: string) => node("tag", "update_contact", { addTags: [name] });
    const untag = (name: string) => node("untag", "update_contact", { removeTags: [name] });
    const on = (event: string) => node("start", "trigger", { on: "event", event, reentry: { mode: "always" } });
    const a = await world.live(line(on("contact.tag_added"), untag("hot")));
    const b = await world.live(line(on("contact.tag_removed"), tag("hot")));
    await world.subscribed("ann@example.com");
    await put(world.ctx, world.audienceId, "ann@example.com", { addTags: ["hot"] });
    await settle(world.ctx);
    expect((await world.runs(a)).length + (await world.runs(b)).length).toBe(9);
  });

  test("two journeys that send a contact into a segment and out of it come to an end", async () => {
    const rules = { all: [{ field: "contact.fields.plan", op: "is", value: "pro" }] };
    const { id: segmentId } = await createSegment(world.ctx, { audienceId: world.audienceId, name: "Pro", rules });
    const on = (when: string) =>
      node("start", "trigger", { on: "segment", segmentId, when, reentry: { mode: "always" } });
    const plan = (value: string) => node("set", "update_contact", { fields: [{ key: "plan", value }] });
    await settle(world.ctx);
    const a = await world.live(line(on("entered"), plan("free")));
    const b = await world.live(line(on("left"), plan("pro")));
    await world.subscribed("ann@example.com", { plan: "pro" });
    // Not until nothing is left to do, which would be never.
    for (let round = 0; round < 20; round++) {
      await relay(world.ctx);
      while (await recalculateSegments(world.ctx));
      await advanceAll(world.ctx);
    }
    expect((await world.runs(a)).length + (await world.runs(b)).length).toBe(9);
  });
});

describe("re-entry", () => {
  const graph = (reentry: object) =>
    line(node("start", "trigger", { on: "event", event: "signed_up", reentry }), node("out", "exit"));

  test("once: 50 events of a contact at the same time, from events and by hand, let it in once", async () => {
    const journeyId = await world.live(graph({ mode: "once" }));
    const ann = await world.subscribed("ann@example.com");
    await Promise.all(Array.from({ length: 50 }, () => world.happens(ann, "signed_up")));
    const hands = Array.from({ length: 5 }, () =>
      enterJourney(world.ctx, { journeyId, contactId: fromUuid("con", ann) }),
    );
    const [entered] = await Promise.all([
      Promise.allSettled(hands),
      relay(world.ctx),
      relay(world.ctx),
      relay(world.ctx),
    ]);
    expect(entered.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(1);
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toHaveLength(1);
    const contactId = fromUuid("con", ann);
    await expect(enterJourney(world.ctx, { journeyId, contactId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("every time: each of 50 events lets it in", async () => {
    const journeyId = await world.live(graph({ mode: "always" }));
    const ann = await world.subscribed("ann@example.com");
    await Promise.all(Array.from({ length: 50 }, () => world.happens(ann, "signed_up")));
    await Promise.all([relay(world.ctx), relay(world.ctx)]);
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toHaveLength(50);
    expect(
      await world.ctx.sql`select entries from journey_entries where journey_id = ${toUuid("jny", journeyId)}`,
    ).toEqual([{ entries: 50 }]);
  });

  test("once in a period: again when it is over", async () => {
    const journeyId = await world.live(graph({ mode: "period", days: 7 }));
    const ann = await world.subscribed("ann@example.com");
    for (const [days, runs] of [
      [0, 1],
      [6, 1],
      [1, 2],
      [6, 2],
    ] as const) {
      world.later(days * dayMs);
      await world.happens(ann, "signed_up");
      await world.happens(ann, "signed_up");
      await settle(world.ctx);
      expect(await world.runs(journeyId)).toHaveLength(runs);
    }
  });

  test("nobody comes into a paused journey, or into another workspace's", async () => {
    const journeyId = await world.live(graph({ mode: "always" }));
    const ann = await world.subscribed("ann@example.com");
    await pauseJourney(world.ctx, { journeyId });
    await world.happens(ann, "signed_up");
    await settle(world.ctx);
    const at = { journeyId, contactId: fromUuid("con", ann) };
    await expect(enterJourney(world.ctx, at)).rejects.toMatchObject({ code: "conflict" });
    await resumeJourney(world.ctx, { journeyId });
    await expect(enterJourney(await testWorkspace(world.ctx), at)).rejects.toMatchObject({ code: "not_found" });
    expect(await world.runs(journeyId)).toEqual([]);
  });

  test("by hand, data stands as the event's", async () => {
    const mappings = [{ field: "n", source: "mapping", value: "event.data.n" }];
    const start = node("start", "trigger", { on: "manual" });
    const journeyId = await world.live(line(start, world.call({ customPayload: { mappings } })));
    const contactId = fromUuid("con", await world.subscribed("ann@example.com"));
    await enterJourney(world.ctx, { journeyId, contactId, data: { n: 7 } });
    await enterJourney(world.ctx, { journeyId, contactId });
    await settle(world.ctx);
    expect(
      world
        .bodies()
        .map(({ type, n }) => [type, n])
        .sort(),
    ).toEqual([
      ["journey.entered", null],
      ["journey.entered", 7],
    ]);
    await expect(
      enterJourney(world.ctx, { journeyId, contactId, data: { x: "x".repeat(70_000) } }),
    ).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});
