import { expect, test } from "vitest";
import { openSecrets, secretIdsIn } from "./secrets";
import { readGraph } from "./select";
import { call, draftWorld } from "./testing/drafts";
import { line, trigger } from "./testing/graphs";

const world = draftWorld();
const { create, publish } = world;

const auth = { type: "token", token: "tok-very-secret" };
const headers = [
  { name: "X-Plain", value: "plain", secret: false },
  { name: "X-One", value: "one-very-secret", secret: true },
  { name: "X-Two", value: "two-very-secret", secret: true },
];
const masked = "••••••••";
const stored = async (journeyId: string) => {
  const [row] = await world.ctx.sql<{ draft: unknown }[]>`
    select draft from journeys where workspace_id = (select id from workspaces where slug = ${world.ctx.workspace.slug})
    order by id desc limit 1`;
  expect(JSON.stringify(row?.draft), journeyId).not.toContain("very-secret");
  const graph = readGraph(row?.draft);
  const opened = await openSecrets(world.ctx, secretIdsIn(graph));
  return JSON.parse(JSON.stringify(graph), (_, value: unknown) =>
    typeof value === "string" ? (opened.get(value) ?? value) : value,
  ).nodes[1].config;
};

test("secrets never come out again, by any answer", async () => {
  const at = await create(line(trigger, call({ auth, headers })));
  const answers = [
    await world.api.get(at),
    await world.api.list({}),
    await world.api.save(at, { graph: line(trigger, call({ auth, headers })) }),
    await world.api.publish(at, {}),
    await world.api.versions(at),
    await world.api.pause(at),
    await world.api.resume(at),
    await world.api.duplicate(at),
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

test("secrets sent back masked stay what they were, also when rows have moved or gone", async () => {
  const at = await create(line(trigger, call({ auth, headers })));
  const [plain, one, two] = (await world.api.get(at)).json.graph.nodes[1].config.headers;
  await world.api.save(at, {
    graph: line(trigger, call({ auth: { ...auth, token: masked }, headers: [two, plain, one] })),
  });
  expect(await stored(at.journeyId)).toMatchObject({
    auth,
    headers: [{ value: "two-very-secret" }, { value: "plain" }, { value: "one-very-secret" }],
  });
  await world.api.save(at, {
    graph: line(trigger, call({ auth: { ...auth, token: "new-very-secret" }, headers: [two] })),
  });
  expect(await stored(at.journeyId)).toMatchObject({
    auth: { token: "new-very-secret" },
    headers: [{ value: "two-very-secret" }],
  });
});

test("secrets of rows that are called alike, or not yet anything, are secrets too", async () => {
  for (const [first, second] of [
    ["", ""],
    ["X-One", "x-one"],
  ]) {
    const rows = [first, second].map((name, index) => ({ name, value: `${index}-very-secret`, secret: true }));
    const at = await create(line(trigger, call({ headers: rows })));
    const shown = await world.api.get(at);
    expect(shown.text).not.toContain("very-secret");
    await world.api.save(at, { graph: shown.json.graph });
    expect(await stored(at.journeyId)).toMatchObject({ headers: rows });
  }
});

test("secrets that have got lost are asked for, not sent as nothing", async () => {
  const at = await create(line(trigger, call({ headers: [{ name: "X-Key", value: "a-very-secret", secret: true }] })));
  const [one, two] = ["X-One", "X-Two"].map((name) => ({ name, value: masked, secret: true }));
  await world.api.save(at, { graph: line(trigger, call({ headers: [one, two] })) });
  expect((await world.api.publish(at, {})).json.error.issues).toMatchObject([{ nodeId: "call" }]);
});

test("secrets go with a header that gets another name", async () => {
  const at = await create(line(trigger, call({ headers })));
  const [plain, one, two] = (await world.api.get(at)).json.graph.nodes[1].config.headers;
  const renamed = { ...one, name: "X-Other" };
  await world.api.save(at, { graph: line(trigger, call({ headers: [plain, renamed, two] })) });
  expect(await stored(at.journeyId)).toMatchObject({
    headers: [plain, { name: "X-Other", value: "one-very-secret" }, { value: "two-very-secret" }],
  });
});

test("secrets are kept by published versions when the draft gets others", async () => {
  const at = await create(line(trigger, call({ auth })));
  await publish(at);
  await world.api.save(at, { graph: line(trigger, call({ auth: { ...auth, token: "new-very-secret" } })) });
  const [version] = await world.ctx.sql<
    { graph: unknown }[]
  >`select graph from journey_versions order by id desc limit 1`;
  const opened = await openSecrets(world.ctx, secretIdsIn(readGraph(version?.graph)));
  expect([...opened.values()]).toEqual(["tok-very-secret"]);
});

test("secrets of another journey can't be had by naming their ids", async () => {
  await create(line(trigger, call({ auth })));
  const [row] = await world.ctx.sql<{ draft: unknown }[]>`select draft from journeys order by id desc limit 1`;
  const [stolen = ""] = secretIdsIn(readGraph(row?.draft));
  const at = await create(line(trigger, call({ auth: { ...auth, token: stolen } })));
  expect(await stored(at.journeyId)).toMatchObject({ auth: { token: "" } });
});

test("secrets are copied into a duplicate, which outlives the journey it came from", async () => {
  const at = await create(line(trigger, call({ auth, headers })));
  const copy = await world.api.duplicate(at);
  expect([copy.status, copy.json.name, copy.json.status]).toEqual([201, "Welcome (copy)", "draft"]);
  expect((await world.api.remove(at)).status).toBe(204);
  expect(await stored(copy.json.id)).toMatchObject({ auth, headers });
});
