import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fromUuid } from "@/db/ids";
import { updateAudience } from "../../audiences/update";
import { createContact } from "../../contacts/create";
import type { WorkspaceCtx } from "../../context";
import { put } from "../../segments/testing/settle";
import { testAudience } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { type Receiver, startReceiver } from "../../testing/receiver";
import { webhookLimits } from "../../webhooks/limits";
import type { Graph } from "../graph/graph";
import { type JourneyApi, journeyApi } from "../testing/api";
import { connected, line, node, trigger } from "../testing/graphs";

let base: TestCtx;
let ctx: TestCtx & WorkspaceCtx;
let api: JourneyApi;
let audienceId: string;
let groupId: string;
let contactId: string;
let receiver: Receiver;
beforeAll(async () => {
  base = await testCtx();
});
beforeEach(async () => {
  ctx = await testWorkspace(base);
  api = await journeyApi(base, ctx);
  const fields = [
    { key: "plan" },
    { key: "visits", type: "number" },
    { key: "birthday", type: "date" },
    { key: "time_zone" },
  ];
  const audience = await testAudience(ctx, { fields, groups: ["VIP"] });
  audienceId = audience.id;
  groupId = audience.groupIds[0] ?? "";
  const contact = await createContact(ctx, {
    audienceId,
    email: "lea@example.com",
    status: "subscribed",
    fields: { plan: "pro", visits: 3, birthday: "1990-05-17", time_zone: "Europe/Berlin" },
    tags: ["Lead"],
    groupIds: [],
  });
  contactId = contact.id;
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const auth = { type: "token", token: "tok-very-secret" };
const call = (more: Record<string, unknown> = {}) =>
  node("call", "webhook", { url: `${receiver.url}/people/{{ contact.email }}`, auth, waitForResponse: true, ...more });
const exit = node("end", "exit", { reason: "Came to the end." });
const plan = (value: string) => ({ rules: { all: [{ field: "contact.fields.plan", op: "is", value }] } });

async function journey(graph: Graph): Promise<{ journeyId: string }> {
  const made = await api.create({}, { name: "Welcome", audienceId, graph });
  expect(made.status, made.text).toBe(201);
  return { journeyId: made.json.id };
}
async function simulate(graph: Graph, more: object = {}) {
  const answer = await api.simulate(await journey(graph), { contactId, ...more });
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}
// biome-ignore lint/suspicious/noExplicitAny: a test reads what was answered.
const way = ({ steps }: any) => steps.map(({ nodeId, port }: any) => (port === null ? nodeId : `${nodeId} ${port}`));

describe("a simulation", () => {
  test("goes where the contact's own data leads", async () => {
    const graph = (value: string) =>
      connected(line(trigger, node("if", "condition", plan(value))), "if yes end", "if no other");
    const nodes = [exit, node("other", "exit")];
    for (const [value, port, last] of [
      ["pro", "yes", "end"],
      ["free", "no", "other"],
    ] as const) {
      const simulated = await simulate({ ...graph(value), nodes: [...graph(value).nodes, ...nodes] });
      expect(way(simulated)).toEqual(["start next", `if ${port}`, last]);
    }
  });

  test("sees what a block before would have changed, and changes nothing", async () => {
    const graph = connected(
      line(
        trigger,
        node("set", "update_contact", {
          fields: [
            { key: "plan", value: "{{ contact.fields.plan }}-plus" },
            { key: "visits", value: "{{ contact.fields.visits | plus: 1 }}" },
          ],
          addTags: ["Hot"],
          removeTags: ["lead"],
          joinGroups: [groupId],
        }),
        node("if", "condition", {
          rules: {
            all: [
              { field: "contact.fields.plan", op: "is", value: "pro-plus" },
              { field: "contact.fields.visits", op: "is", value: 4 },
              { field: "contact.groups", op: "any_of", value: [groupId] },
            ],
          },
          conditions: [{ path: "contact.tags[0]", op: "is", value: "Hot" }],
        }),
      ),
      "if yes call",
      "call success end",
    );
    const before = await ctx.sql`select * from contacts where email = 'lea@example.com'`;
    const simulated = await simulate({ ...graph, nodes: [...graph.nodes, call(), exit] });
    expect(way(simulated)).toEqual(["start next", "set next", "if yes", "call success", "end"]);
    const body = JSON.parse(simulated.steps[3].request.body);
    expect(body.data.contact).toMatchObject({ fields: { plan: "pro-plus", visits: 4 }, tags: ["Hot"] });
    expect(await ctx.sql`select * from contacts where email = 'lea@example.com'`).toEqual(before);
    const [made] = await ctx.sql<{ count: number }[]>`
      select ((select count(*) from journey_runs r where r.workspace_id = w.id) + (select count(*) from mails m where m.workspace_id = w.id)
        + (select count(*) from deliveries d where d.workspace_id = w.id))::int as count
      from workspaces w where w.slug = ${ctx.workspace.slug}`;
    expect(made?.count).toBe(0);
    expect(receiver.requests).toEqual([]);
  });

  test.each([
    ["unsubscribed", false, "unsubscribed"],
    ["bounced", false, "bounced"],
    ["unconfirmed", true, "unconfirmed"],
    ["unconfirmed", false, "subscribed"],
  ] as const)(
    "a status of %s (double opt-in: %s) becomes %s, as it really would",
    async (status, doubleOptIn, becomes) => {
      await updateAudience(ctx, { audienceId, doubleOptIn });
      await put(ctx, audienceId, "lea@example.com", { consent: { kind: "set", status } });
      const simulated = await simulate(
        connected(line(trigger, node("set", "update_contact", { status: "subscribed" }), call()), "call success end"),
      );
      expect(JSON.parse(simulated.steps[2].request.body).data.contact.status).toBe(becomes);
    },
  );

  test("lets each wait take as long as it can, by the contact's own clocks", async () => {
    ctx.clock.now = new Date("2026-05-01T12:00:00Z");
    const simulated = await simulate(
      line(
        trigger,
        node("days", "delay", { mode: "duration", amount: 2, unit: "days" }),
        node("birthday", "delay", { mode: "date", field: "birthday", yearly: true, time: "09:00" }),
        exit,
      ),
    );
    expect(simulated.steps.map(({ nodeId, at }: { nodeId: string; at: string }) => [nodeId, at])).toEqual([
      ["start", "2026-05-01T12:00:00.000Z"],
      ["days", "2026-05-01T12:00:00.000Z"],
      ["birthday", "2026-05-03T12:00:00.000Z"],
      // 09:00 in Berlin's summer.
      ["end", "2026-05-17T07:00:00.000Z"],
    ]);
    expect(simulated.end).toBe("Came to the end.");
  });

  test("takes what depends on others as it is told, or else as the text says", async () => {
    const graph = connected(
      line(trigger, node("wait", "wait_for_event", { event: "email.opened", amount: 3, unit: "days" })),
      "wait happened call",
      "wait timeout other",
      "call success end",
      "call failure other",
    );
    const all = { ...graph, nodes: [...graph.nodes, call(), exit, node("other", "exit")] };
    const alone = await simulate(all);
    expect(way(alone)).toEqual(["start next", "wait timeout", "other"]);
    expect(alone.steps[1].reason).toContain("Taken not to happen in time.");
    expect(way(await simulate(all, { choices: { wait: "happened" } }))).toEqual([
      "start next",
      "wait happened",
      "call success",
      "end",
    ]);
    const refused = await simulate(all, { choices: { wait: "happened", call: "failure" } });
    expect(way(refused)).toEqual(["start next", "wait happened", "call failure", "other"]);
    const wrong = await api.simulate(await journey(all), { contactId, choices: { call: "sideways" } });
    expect([wrong.status, wrong.json.error.issues[0].nodeId]).toEqual([400, "call"]);
  });

  test("shows the request with its credentials masked", async () => {
    const headers = [{ name: "X-Key", value: "head-very-secret", secret: true }];
    const made = await api.simulate(await journey(line(trigger, call({ headers }))), { contactId });
    const { request } = made.json.steps[1];
    expect(request).toMatchObject({ method: "POST", url: `${receiver.url}/people/lea%40example.com` });
    expect(
      Object.fromEntries(request.headers.map(({ name, value }: { name: string; value: string }) => [name, value])),
    ).toMatchObject({ authorization: "Bearer ••••••", "x-key": "••••••", "content-type": "application/json" });
    expect(made.text).not.toContain("very-secret");
    expect(made.text).not.toContain("jsc_");
  });

  test("ends with a sentence in a loop, at a block that can't go on, and where nobody comes in", async () => {
    const loop = connected(
      line(trigger, node("wait", "delay", { mode: "duration", amount: 1, unit: "days" }), node("back", "jump")),
      "back next wait",
    );
    const round = await simulate(loop);
    expect([round.steps.length, round.end]).toEqual([
      200,
      "Stopped after 200 blocks: the journey goes round in a loop.",
    ]);
    const broken = await simulate(line(trigger, node("set", "update_contact", {})));
    expect(broken.end).toBe("The run would fail here: Choose at least one change.");
    const hollow = await simulate(line(trigger, call({ url: `${receiver.url}/{{ contact.fields.nothing }}` })));
    expect(hollow.end).toContain("contact.fields.nothing is missing");
    expect((await simulate(line(exit))).end).toContain("has no trigger");
    const picky = node("start", "trigger", {
      on: "event",
      event: "order.placed",
      conditions: [{ path: "event.data.total", op: "greater", value: "1000000" }],
    });
    expect((await simulate(line(picky, exit))).end).toContain("would not come in");
    expect((await simulate(line(trigger))).end).toBe("Comes to the end: nothing is connected here.");
  });

  test("walks through a graph that is not saved, and through one with a real event", async () => {
    const at = await journey(line(trigger));
    const [event] = await ctx.sql<{ id: string }[]>`
      select id from events where type = 'contact.subscribed' order by id desc limit 1`;
    const eventId = fromUuid("evt", event?.id ?? "");
    const graph = line(trigger, call({ waitForResponse: false }));
    const made = (await api.simulate(at, { contactId, graph, eventId })).json;
    expect(JSON.parse(made.steps[1].request.body).data.event.id).toBe(eventId);
    expect((await api.simulate(at, { contactId, eventId: "evt_01h455vb4pex5vsknk084sn02m" })).status).toBe(404);
  });

  test("is nobody else's: contacts and events of other workspaces are not there", async () => {
    const at = await journey(line(trigger));
    const stranger = await testWorkspace(base);
    expect((await (await journeyApi(base, stranger)).simulate(at, { contactId })).status).toBe(404);
    const theirs = (await testAudience(ctx)).id;
    const other = await createContact(ctx, {
      audienceId: theirs,
      email: "ann@example.com",
      status: "subscribed",
      fields: {},
      tags: [],
      groupIds: [],
    });
    expect((await api.simulate(at, { contactId: other.id })).status).toBe(404);
    const viewer = await journeyApi(base, ctx, "viewer");
    expect((await viewer.simulate(at, { contactId })).status).toBe(200);
  });
});

describe("a test of a Webhook block", () => {
  const last = () => receiver.requests.at(-1) ?? expect.fail("nothing arrived");
  const sendTest = async (graph: Graph, given?: Graph) =>
    api.testBlock(
      { ...(await journey(graph)), nodeId: "call" },
      { contactId, ...(given === undefined ? {} : { graph: given }) },
    );

  test("sends the draft's request with its real secrets and shows what came back", async () => {
    receiver.answer = () => ({ status: 201, body: '{"id":7}' });
    const answer = await sendTest(line(trigger, call({ method: "PUT", headers: [{ name: "X-Trace", value: "abc" }] })));
    expect(answer.json).toMatchObject({ succeeded: true, error: null, response: { status: 201, body: '{"id":7}' } });
    expect([last().method, last().url]).toEqual(["PUT", "/people/lea%40example.com"]);
    expect(last().headers).toMatchObject({
      authorization: "Bearer tok-very-secret",
      "x-trace": "abc",
      "x-tidegate-test": "1",
      "content-type": "application/json",
    });
    expect(JSON.parse(last().body)).toMatchObject({ type: "contact.subscribed", data: { contact: { id: contactId } } });
    expect(answer.text).not.toContain("very-secret");
    expect(answer.json.request.body).toBe(last().body);
  });

  test("takes typed secrets of a graph that is not saved, and the stored ones where they are masked", async () => {
    const saved = line(trigger, call());
    const masked = { ...auth, token: "••••••••" };
    const headers = [{ name: "X-New", value: "new-very-secret", secret: true }];
    const answer = await sendTest(saved, line(trigger, call({ auth: masked, headers })));
    expect(answer.status, answer.text).toBe(200);
    expect(last().headers).toMatchObject({ authorization: "Bearer tok-very-secret", "x-new": "new-very-secret" });
    expect(answer.text).not.toContain("very-secret");
    const [kept] = await ctx.sql<{ count: number }[]>`select count(*)::int as count from journey_secrets s
      join journeys j on j.id = s.journey_id where j.workspace_id = (select id from workspaces where slug = ${ctx.workspace.slug})`;
    expect(kept?.count).toBe(1);
  });

  test("tells a failure in one sentence, and what can't be sent at its block", async () => {
    receiver.answer = () => 500;
    expect((await sendTest(line(trigger, call()))).json).toMatchObject({
      succeeded: false,
      response: { status: 500 },
      error: expect.stringContaining("500"),
    });
    const refused = await sendTest(line(trigger, call({ url: `${receiver.url}/{{ contact.fields.nothing }}` })));
    expect([refused.status, refused.json.error.issues[0].nodeId]).toEqual([400, "call"]);
    const guarded = await sendTest(line(trigger, call({ url: "http://10.0.0.1/x" })));
    expect(guarded.json).toMatchObject({ succeeded: false, response: null });
    expect((await sendTest(line(trigger, exit))).status).toBe(404);
    expect(receiver.requests).toHaveLength(1);
  });

  test("counts against the same limit as tests of webhooks, and is not a viewer's to send", async () => {
    const at = { ...(await journey(line(trigger, call()))), nodeId: "call" };
    const viewer = await journeyApi(base, ctx, "viewer");
    expect((await viewer.testBlock(at, { contactId })).status).toBe(403);
    for (let sent = 0; sent < webhookLimits.testsPerMinuteMax; sent++)
      expect((await api.testBlock(at, { contactId })).status).toBe(200);
    const refused = await api.testBlock(at, { contactId });
    expect([refused.status, refused.json.error.code]).toEqual([429, "rate_limited"]);
  });
});
