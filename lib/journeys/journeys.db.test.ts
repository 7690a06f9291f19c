import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import type { Graph } from "./graph/graph";
import { openSecrets, secretIdsIn } from "./secrets";
import { readGraph } from "./select";
import { type JourneyApi, journeyApi } from "./testing/api";
import { connected, line, node, trigger } from "./testing/graphs";

let base: TestCtx;
let ctx: TestCtx & WorkspaceCtx;
let api: JourneyApi;
let audienceId: string;
beforeAll(async () => {
  base = await testCtx();
});
beforeEach(async () => {
  ctx = await testWorkspace(base);
  api = await journeyApi(base, ctx);
  audienceId = (await testAudience(ctx, { fields: [{ key: "plan" }] })).id;
});

const url = "https://198.51.101.7/crm";
const call = (more: Record<string, unknown> = {}) => node("call", "webhook", { url, ...more });
const create = async (graph?: Graph, name = "Welcome") => {
  const made = await api.create({}, { name, audienceId, ...(graph === undefined ? {} : { graph }) });
  expect(made.status, made.text).toBe(201);
  return { journeyId: String(made.json.id) };
};
const publish = async (at: { journeyId: string }) => {
  const published = await api.publish(at, {});
  expect(published.status, published.text).toBe(200);
  return published.json;
};

describe("a draft", () => {
  test("begins with a trigger, and may be saved however unfinished it is", async () => {
    const at = await create();
    expect((await api.get(at)).json).toMatchObject({
      name: "Welcome",
      audienceId,
      status: "draft",
      graph: { nodes: [{ id: "start", type: "trigger" }], edges: [] },
      published: null,
      issues: [],
      totals: { entered: 0, active: 0, completed: 0, failed: 0 },
    });
    const saved = await api.save(at, { graph: line(trigger, node("odd", "teleport")), name: "Hello" });
    expect(saved.json).toMatchObject({
      name: "Hello",
      revision: 2,
      issues: [{ nodeId: "odd", message: "There is no block of the type teleport." }],
    });
  });

  test("is not overwritten by somebody who has not seen the last save", async () => {
    const at = await create(line(trigger));
    expect((await api.save(at, { graph: line(trigger, node("end", "exit")), revision: 1 })).status).toBe(200);
    const late = await api.save(at, { graph: line(trigger), revision: 1 });
    expect([late.status, late.json.error.code]).toEqual([409, "conflict"]);
    expect((await api.get(at)).json.graph.nodes).toHaveLength(2);
    expect((await api.save(at, { name: "Other", revision: 1 })).status).toBe(200);
  });

  test("is refused for an audience of another workspace", async () => {
    const theirs = (await testAudience(await testWorkspace(base))).id;
    expect((await api.create({}, { name: "J", audienceId: theirs })).status).toBe(404);
  });

  test("loses what no database can hold, and is refused when its settings are nested without end", async () => {
    const at = await create(line(trigger));
    const reason = "a\u0000b, half \ud800 of a character";
    const saved = await api.save(at, { graph: line(trigger, { ...node("end", "exit", { reason }), name: reason }) });
    const stored = "ab, half \ufffd of a character";
    expect(saved.json.graph.nodes[1]).toMatchObject({ name: stored, config: { reason: stored } });
    let deep: unknown = "x";
    for (let level = 0; level < 1_000; level++) deep = [deep];
    const refused = await api.save(at, { graph: line(trigger, node("end", "exit", { reason: deep })) });
    expect([refused.status, refused.json.error.issues[0].path]).toEqual([400, "graph.nodes.1.config"]);
  });

  test("that is no graph at all is refused with the place", async () => {
    const refused = await api.create(
      {},
      { name: "J", audienceId, graph: { nodes: [{ id: "a b", type: "exit" }], edges: [] } },
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
  const first = (await api.list({}, undefined, "?limit=2")).json;
  expect(first.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
  const rest = (await api.list({}, undefined, `?limit=2&cursor=${first.nextCursor}`)).json;
  expect([rest.items.map(({ id }: { id: string }) => id), rest.nextCursor]).toEqual([ids.slice(2), null]);
  expect((await api.list({}, undefined, "?search=spring%20100%25")).json.items).toHaveLength(1);
  expect((await api.list({}, undefined, "?status=live")).json.items).toMatchObject([{ id: ids[1], name: "Summer" }]);
});

describe("publishing", () => {
  test("makes a version that later saves do not touch, and says whether the draft differs", async () => {
    const at = await create(line(trigger, call()));
    expect(await publish(at)).toMatchObject({ status: "live", published: { number: 1, changed: false } });
    const saved = await api.save(at, { graph: line(trigger, node("end", "exit")) });
    expect(saved.json).toMatchObject({ status: "live", published: { number: 1, changed: true } });
    expect((await api.versions(at)).json.items).toMatchObject([
      { number: 1, openRuns: 0, graph: line(trigger, call()) },
    ]);
    expect(await publish(at)).toMatchObject({ published: { number: 2, changed: false } });
    expect((await api.versions(at)).json.items.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
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
    ["a template with a mistake", line(trigger, call({ url: `${url}/{{ oops` })), "call", /./],
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
    const refused = await api.publish(at, {});
    expect([refused.status, refused.json.error.code]).toEqual([400, "invalid_input"]);
    expect(refused.json.error.issues).toContainEqual(
      expect.objectContaining({ nodeId, message: expect.stringMatching(message) }),
    );
    expect(refused.json.error.message).toMatch(/^The journey can't be published yet\. /);
    expect((await api.get(at)).json).toMatchObject({ status: "draft", published: null });
  });
});

describe("pause and resume", () => {
  test("turn a published journey off and on again", async () => {
    const at = await create(line(trigger));
    for (const refused of [await api.pause(at), await api.resume(at)]) expect(refused.status).toBe(409);
    await publish(at);
    expect((await api.pause(at)).json.status).toBe("paused");
    ctx.sent.length = 0;
    expect((await api.resume(at)).json.status).toBe("live");
    expect(ctx.sent).toContain("journeys/due");
  });
});

describe("secrets", () => {
  const auth = { type: "token", token: "tok-very-secret" };
  const headers = [
    { name: "X-Plain", value: "plain", secret: false },
    { name: "X-One", value: "one-very-secret", secret: true },
    { name: "X-Two", value: "two-very-secret", secret: true },
  ];
  const masked = "••••••••";
  const stored = async (journeyId: string) => {
    const [row] = await ctx.sql<{ draft: unknown }[]>`
      select draft from journeys where workspace_id = (select id from workspaces where slug = ${ctx.workspace.slug})
      order by id desc limit 1`;
    expect(JSON.stringify(row?.draft), journeyId).not.toContain("very-secret");
    const graph = readGraph(row?.draft);
    const opened = await openSecrets(ctx, secretIdsIn(graph));
    return JSON.parse(JSON.stringify(graph), (_, value: unknown) =>
      typeof value === "string" ? (opened.get(value) ?? value) : value,
    ).nodes[1].config;
  };

  test("never come out again, by any answer", async () => {
    const at = await create(line(trigger, call({ auth, headers })));
    const answers = [
      await api.get(at),
      await api.list({}),
      await api.save(at, { graph: line(trigger, call({ auth, headers })) }),
      await api.publish(at, {}),
      await api.versions(at),
      await api.pause(at),
      await api.resume(at),
      await api.duplicate(at),
    ];
    for (const { text, status } of answers) {
      expect(status).toBeLessThan(300);
      expect(text).not.toContain("very-secret");
      expect(text).not.toContain("jsc_");
    }
    expect(answers[0]?.json.graph.nodes[1].config).toMatchObject({
      auth: { type: "token", token: masked },
      headers: [{ value: "plain" }, { value: masked }, { value: masked }],
    });
  });

  test("sent back masked stay what they were, also when rows have moved or gone", async () => {
    const at = await create(line(trigger, call({ auth, headers })));
    const [plain, one, two] = (await api.get(at)).json.graph.nodes[1].config.headers;
    await api.save(at, {
      graph: line(trigger, call({ auth: { ...auth, token: masked }, headers: [two, plain, one] })),
    });
    expect(await stored(at.journeyId)).toMatchObject({
      auth,
      headers: [{ value: "two-very-secret" }, { value: "plain" }, { value: "one-very-secret" }],
    });
    await api.save(at, { graph: line(trigger, call({ auth: { ...auth, token: "new-very-secret" }, headers: [two] })) });
    expect(await stored(at.journeyId)).toMatchObject({
      auth: { token: "new-very-secret" },
      headers: [{ value: "two-very-secret" }],
    });
  });

  test("of rows that are called alike, or not yet anything, are secrets too", async () => {
    for (const [first, second] of [
      ["", ""],
      ["X-One", "x-one"],
    ]) {
      const rows = [first, second].map((name, index) => ({ name, value: `${index}-very-secret`, secret: true }));
      const at = await create(line(trigger, call({ headers: rows })));
      const shown = await api.get(at);
      expect(shown.text).not.toContain("very-secret");
      await api.save(at, { graph: shown.json.graph });
      expect(await stored(at.journeyId)).toMatchObject({ headers: rows });
    }
  });

  test("that have got lost are asked for, not sent as nothing", async () => {
    const at = await create(
      line(trigger, call({ headers: [{ name: "X-Key", value: "a-very-secret", secret: true }] })),
    );
    const [one, two] = ["X-One", "X-Two"].map((name) => ({ name, value: masked, secret: true }));
    await api.save(at, { graph: line(trigger, call({ headers: [one, two] })) });
    expect((await api.publish(at, {})).json.error.issues).toMatchObject([{ nodeId: "call" }]);
  });

  test("go with a header that gets another name", async () => {
    const at = await create(line(trigger, call({ headers })));
    const [plain, one, two] = (await api.get(at)).json.graph.nodes[1].config.headers;
    const renamed = { ...one, name: "X-Other" };
    await api.save(at, { graph: line(trigger, call({ headers: [plain, renamed, two] })) });
    expect(await stored(at.journeyId)).toMatchObject({
      headers: [plain, { name: "X-Other", value: "one-very-secret" }, { value: "two-very-secret" }],
    });
  });

  test("are kept by published versions when the draft gets others", async () => {
    const at = await create(line(trigger, call({ auth })));
    await publish(at);
    await api.save(at, { graph: line(trigger, call({ auth: { ...auth, token: "new-very-secret" } })) });
    const [version] = await ctx.sql<{ graph: unknown }[]>`select graph from journey_versions order by id desc limit 1`;
    const opened = await openSecrets(ctx, secretIdsIn(readGraph(version?.graph)));
    expect([...opened.values()]).toEqual(["tok-very-secret"]);
  });

  test("of another journey can't be had by naming their ids", async () => {
    await create(line(trigger, call({ auth })));
    const [row] = await ctx.sql<{ draft: unknown }[]>`select draft from journeys order by id desc limit 1`;
    const [stolen = ""] = secretIdsIn(readGraph(row?.draft));
    const at = await create(line(trigger, call({ auth: { ...auth, token: stolen } })));
    expect(await stored(at.journeyId)).toMatchObject({ auth: { token: "" } });
  });

  test("are copied into a duplicate, which outlives the journey it came from", async () => {
    const at = await create(line(trigger, call({ auth, headers })));
    const copy = await api.duplicate(at);
    expect([copy.status, copy.json.name, copy.json.status]).toEqual([201, "Welcome (copy)", "draft"]);
    expect((await api.remove(at)).status).toBe(204);
    expect(await stored(copy.json.id)).toMatchObject({ auth, headers });
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
    const viewer = await journeyApi(base, ctx, "viewer");
    expect((await viewer.list()).status).toBe(200);
    for (const [name, body, mayLook] of operations)
      expect([name, (await viewer[name](at, body)).status]).toEqual([name, mayLook ? 200 : 403]);
    expect((await viewer.create({}, { name: "J", audienceId })).status).toBe(403);
    expect((await api.get(at)).json.name).toBe("Welcome");
  });

  test("another workspace's journeys are not there", async () => {
    const at = await create(line(trigger));
    await publish(at);
    const stranger = await journeyApi(base, await testWorkspace(base));
    expect((await stranger.list()).json.items).toEqual([]);
    for (const [name, body] of operations) expect([name, (await stranger[name](at, body)).status]).toEqual([name, 404]);
    expect((await api.get(at)).json.status).toBe("live");
  });
});
