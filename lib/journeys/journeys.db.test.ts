import { describe, expect, test } from "vitest";
import { testAudience } from "../testing/audience";
import { testWorkspace } from "../testing/context";
import type { Graph } from "./graph/graph";
import { type JourneyApi, journeyApi } from "./testing/api";
import { call, draftWorld } from "./testing/drafts";
import { connected, line, node, trigger } from "./testing/graphs";

const world = draftWorld();
const { create, publish } = world;

describe("a draft", () => {
  test("begins with a trigger, and may be saved however unfinished it is", async () => {
    const at = await create();
    expect((await world.api.get(at)).json).toMatchObject({
      name: "Welcome",
      audienceId: world.audienceId,
      status: "draft",
      graph: { nodes: [{ id: "start", type: "trigger" }], edges: [] },
      published: null,
      issues: [],
      totals: { entered: 0, active: 0, completed: 0, failed: 0 },
    });
    const saved = await world.api.save(at, { graph: line(trigger, node("odd", "teleport")), name: "Hello" });
    expect(saved.json).toMatchObject({
      name: "Hello",
      revision: 2,
      issues: [{ nodeId: "odd", message: "There is no block of the type teleport." }],
    });
  });

  test("is not overwritten by somebody who has not seen the last save", async () => {
    const at = await create(line(trigger));
    expect((await world.api.save(at, { graph: line(trigger, node("end", "exit")), revision: 1 })).status).toBe(200);
    const late = await world.api.save(at, { graph: line(trigger), revision: 1 });
    expect([late.status, late.json.error.code]).toEqual([409, "conflict"]);
    expect((await world.api.get(at)).json.graph.nodes).toHaveLength(2);
    expect((await world.api.save(at, { name: "Other", revision: 1 })).status).toBe(200);
  });

  test("is refused for an audience of another workspace", async () => {
    const theirs = (await testAudience(await testWorkspace(world.base))).id;
    expect((await world.api.create({}, { name: "J", audienceId: theirs })).status).toBe(404);
  });

  test("loses what no database can hold, and is refused when its settings are nested without end", async () => {
    const at = await create(line(trigger));
    const reason = "a\u0000b, half \ud800 of a character";
    const saved = await world.api.save(at, {
      graph: line(trigger, { ...node("end", "exit", { reason }), name: reason }),
    });
    const stored = "ab, half \ufffd of a character";
    expect(saved.json.graph.nodes[1]).toMatchObject({ name: stored, config: { reason: stored } });
    let deep: unknown = "x";
    for (let level = 0; level < 1_000; level++) deep = [deep];
    const refused = await world.api.save(at, { graph: line(trigger, node("end", "exit", { reason: deep })) });
    expect([refused.status, refused.json.error.issues[0].path]).toEqual([400, "graph.nodes.1.config"]);
  });

  test("that is no graph at all is refused with the place", async () => {
    const refused = await world.api.create(
      {},
      { name: "J", audienceId: world.audienceId, graph: { nodes: [{ id: "a b", type: "exit" }], edges: [] } },
    );
    expect(refused.status).toBe(400);
    expect(refused.json.error.issues[0].path).toBe("graph.nodes.0.id");
  });
});

test("lists go newest first, page by page, by name and status", async () => {
  const ids: string[] = [];
  for (const name of ["Spring 100%", "Summer", "Spring sale"])
    ids.unshift((await create(line(trigger), name)).journeyId);
  await publish({ journeyId: ids[1] ?? "" });
  const first = (await world.api.list({}, undefined, "?limit=2")).json;
  expect(first.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
  const rest = (await world.api.list({}, undefined, `?limit=2&cursor=${first.nextCursor}`)).json;
  expect([rest.items.map(({ id }: { id: string }) => id), rest.nextCursor]).toEqual([ids.slice(2), null]);
  expect((await world.api.list({}, undefined, "?search=spring%20100%25")).json.items).toHaveLength(1);
  expect((await world.api.list({}, undefined, "?status=live")).json.items).toMatchObject([
    { id: ids[1], name: "Summer" },
  ]);
});

describe("publishing", () => {
  test("makes a version that later saves do not touch, and says whether the draft differs", async () => {
    const at = await create(line(trigger, call()));
    expect(await publish(at)).toMatchObject({ status: "live", published: { number: 1, changed: false } });
    const saved = await world.api.save(at, { graph: line(trigger, node("end", "exit")) });
    expect(saved.json).toMatchObject({ status: "live", published: { number: 1, changed: true } });
    expect((await world.api.versions(at)).json.items).toMatchObject([
      { number: 1, openRuns: 0, graph: line(trigger, call()) },
    ]);
    expect(await publish(at)).toMatchObject({ published: { number: 2, changed: false } });
    const { items, nextCursor } = (await world.api.versions(at, undefined, "?limit=1")).json;
    expect(items).toMatchObject([{ number: 2 }]);
    expect((await world.api.versions(at, undefined, `?limit=1&cursor=${nextCursor}`)).json).toMatchObject({
      items: [{ number: 1 }],
      nextCursor: null,
    });
    expect((await world.api.version({ ...at, number: "1" })).json).toEqual(
      (await world.api.versions(at)).json.items[1],
    );
    expect((await world.api.version({ ...at, number: "3" })).status).toBe(404);
    expect((await world.api.versions(at, undefined, "?cursor=x")).status).toBe(400);
  });

  test.each<[string, Graph, string, RegExp]>([
    ["an unknown block", line(trigger, node("odd", "teleport")), "odd", /no block of the type teleport/],
    ["a block that nobody can reach", { nodes: [trigger, call()], edges: [] }, "call", /Nobody can get here/],
    ["a private address", line(trigger, call({ url: "http://10.0.0.1/x" })), "call", /./],
    ["an address in place of a host", line(trigger, call({ url: "{{ contact.fields.plan }}" })), "call", /./],
    [
      "an output that the block does not have",
      connected({ nodes: [trigger, call(), node("end", "exit")], edges: [] }, "start next call", "call success end"),
      "call",
      /no output success/,
    ],
    [
      "a loop in which nothing takes time",
      connected(line(trigger, node("a", "update_contact", { addTags: ["x"] }), node("back", "jump")), "back next a"),
      "a",
      /loop in which nothing takes time for sure/,
    ],
    [
      "a data field that is not there",
      line(trigger, node("set", "update_contact", { fields: [{ key: "nothing", value: "1" }] })),
      "set",
      /no data field nothing/,
    ],
    [
      "a condition about a data field that is not there",
      line(
        trigger,
        node("if", "condition", { rules: { all: [{ field: "contact.fields.gone", op: "is", value: "1" }] } }),
      ),
      "if",
      /no property named contact.fields.gone/,
    ],
    [
      "two fields of one name",
      line(
        trigger,
        call({
          customPayload: {
            mappings: [
              { field: "a", source: "custom", value: "1" },
              { field: "a", source: "custom", value: "2" },
            ],
          },
        }),
      ),
      "call",
      /a is there twice/,
    ],
    ["a template with a mistake", line(trigger, call({ url: "https://198.51.101.7/{{ oops" })), "call", /./],
    [
      "a mapping with a mistake in its template",
      line(trigger, call({ customPayload: { mappings: [{ field: "a", source: "template", value: "{% if %}" }] } })),
      "call",
      /Line 1|if/,
    ],
    [
      "a segment that is not there",
      line(node("start", "trigger", { on: "segment", segmentId: "seg_01h455vb4pex5vsknk084sn02q" })),
      "start",
      /segment was deleted/,
    ],
  ])("refuses %s and names the block", async (_, graph, nodeId, message) => {
    const at = await create(graph);
    const refused = await world.api.publish(at, {});
    expect([refused.status, refused.json.error.code]).toEqual([400, "invalid_input"]);
    expect(refused.json.error.issues).toContainEqual(
      expect.objectContaining({ nodeId, message: expect.stringMatching(message) }),
    );
    expect(refused.json.error.message).toMatch(/^The journey can't be published yet\. /);
    expect((await world.api.get(at)).json).toMatchObject({ status: "draft", published: null });
  });
});

describe("pause and resume", () => {
  test("turn a published journey off and on again", async () => {
    const at = await create(line(trigger));
    for (const refused of [await world.api.pause(at), await world.api.resume(at)]) expect(refused.status).toBe(409);
    await publish(at);
    expect((await world.api.pause(at)).json.status).toBe("paused");
    world.ctx.sent.length = 0;
    expect((await world.api.resume(at)).json.status).toBe("live");
    expect(world.ctx.sent).toContain("journeys/due");
  });
});

describe("rights", () => {
  const operations: [name: keyof JourneyApi, body: object | undefined, mayLook: boolean][] = [
    ["get", undefined, true],
    ["versions", undefined, true],
    ["counts", undefined, true],
    ["runs", undefined, true],
    ["save", { name: "Mine" }, false],
    ["publish", {}, false],
    ["pause", {}, false],
    ["resume", {}, false],
    ["duplicate", {}, false],
    ["retryAll", {}, false],
    ["remove", undefined, false],
  ];

  test("a viewer may look and do nothing", async () => {
    const at = await create(line(trigger));
    await publish(at);
    const viewer = await journeyApi(world.base, world.ctx, "viewer");
    expect((await viewer.list()).status).toBe(200);
    for (const [name, body, mayLook] of operations)
      expect([name, (await viewer[name](at, body)).status]).toEqual([name, mayLook ? 200 : 403]);
    expect((await viewer.create({}, { name: "J", audienceId: world.audienceId })).status).toBe(403);
    expect((await world.api.get(at)).json.name).toBe("Welcome");
  });

  test("another workspace's journeys are not there", async () => {
    const at = await create(line(trigger));
    await publish(at);
    const stranger = await journeyApi(world.base, await testWorkspace(world.base));
    expect((await stranger.list()).json.items).toEqual([]);
    for (const [name, body] of operations) expect([name, (await stranger[name](at, body)).status]).toEqual([name, 404]);
    expect((await world.api.get(at)).json.status).toBe("live");
  });
});
