import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkGraph } from "../graph/check";
import { compileGraph } from "../graph/compile";
import type { Graph } from "../graph/graph";
import { echoRegistry as registry } from "../testing/echo-block";
import { line, node, trigger } from "../testing/graphs";
import { type Advance, advance, type Position, type World } from "./advance";

const world = (graph: Graph, more: Partial<World> = {}): World => ({
  graph: compileGraph(graph),
  registry,
  scope: {
    contact: { status: "subscribed", fields: { plan: "pro" } },
    event: { type: "contact.subscribed", data: {} },
  },
  now: new Date("2026-11-21T12:00:00Z"),
  timeZone: "UTC",
  chanceOf: () => 0.3,
  answerOf: () => undefined,
  ...more,
});
const entering: Position = { nodeId: "start", visits: 0, woken: null, waitingUntil: null, variables: {} };

describe("a run", () => {
  test("fails in a Webhook block whose response failed, where nobody has said what comes then", () => {
    const call = node("call", "webhook", { url: "https://example.com/", waitForResponse: true });
    const refused: Position = {
      ...entering,
      nodeId: "call",
      visits: 2,
      woken: { by: "delivery", succeeded: false, status: 500, body: null, error: null },
    };
    const open: Graph = { nodes: [trigger, call], edges: [{ from: "start", port: "next", to: "call" }] };
    expect(advance(refused, world(open))).toMatchObject({
      steps: [{ number: 2, state: "failed", reason: "The request failed: answered 500" }],
      next: { state: "failed", nodeId: "call" },
    });
    const connected: Graph = {
      nodes: [...open.nodes, node("end", "exit")],
      edges: [...open.edges, { from: "call", port: "failure", to: "end" }],
    };
    expect(advance(refused, world(connected))).toMatchObject({
      steps: [{ number: 2, state: "done", port: "failure" }, { nodeId: "end" }],
      next: { state: "completed" },
    });
  });

  test("walks on until it waits, and goes on in the block it waits in", () => {
    const graph = line(
      trigger,
      node("wait", "delay", { mode: "duration", amount: 2, unit: "hours" }),
      node("out", "exit"),
    );
    const first = advance(entering, world(graph));
    expect(first).toMatchObject({
      visits: 2,
      steps: [
        { number: 1, nodeId: "start", state: "done", port: "next" },
        { number: 2, nodeId: "wait", state: "waiting", port: null },
      ],
      next: { state: "waiting", nodeId: "wait", until: new Date("2026-11-21T14:00:00Z") },
    });
    const second = advance({ ...entering, nodeId: "wait", visits: 2, woken: { by: "time" } }, world(graph));
    expect(second.steps.map(({ number, nodeId, state }) => [number, nodeId, state])).toEqual([
      [2, "wait", "done"],
      [3, "out", "done"],
    ]);
    expect(second.next).toMatchObject({ state: "completed", nodeId: "out" });
  });

  test("asks before a condition, and takes the way of the answer", () => {
    const rules = { all: [{ field: "contact.fields.plan", op: "is", value: "pro" }] };
    const graph = {
      nodes: [
        trigger,
        node("if", "condition", { rules }),
        node("yes", "exit", { reason: "fits" }),
        node("no", "exit", { reason: "no" }),
      ],
      edges: [
        { from: "start", port: "next", to: "if" },
        { from: "if", port: "yes", to: "yes" },
        { from: "if", port: "no", to: "no" },
      ],
    };
    expect(advance(entering, world(graph)).next).toEqual({
      state: "active",
      nodeId: "if",
      question: { kind: "rules", rules },
    });
    expect(advance(entering, world(graph, { answerOf: () => true })).next).toMatchObject({
      nodeId: "yes",
      reason: "fits",
    });
    expect(advance(entering, world(graph, { answerOf: () => false })).next).toMatchObject({ nodeId: "no" });
  });

  test("stops after a change of its contact, so that the next block reads the changed one", () => {
    const graph = line(
      trigger,
      node("set", "update_contact", { fields: [{ key: "plan", value: "{{ contact.fields.plan }}-x" }] }),
      node("out", "exit"),
    );
    expect(advance(entering, world(graph))).toMatchObject({
      effects: [{ kind: "contact", fields: { plan: "pro-x" }, step: 2, nodeId: "set" }],
      next: { state: "active", nodeId: "out" },
    });
  });

  test("fails alone where a template fails, and stays before that block", () => {
    const graph = line(
      trigger,
      node("set", "update_contact", { fields: [{ key: "plan", value: "{% for i in (1..9999999) %}x{% endfor %}" }] }),
    );
    expect(advance(entering, world(graph)).next).toMatchObject({
      state: "failed",
      nodeId: "set",
      reason: expect.stringContaining("plan"),
    });
  });

  test("waits for a response, keeps values of it, and takes the branch of what came", () => {
    const save = [
      { path: "id", to: "field", key: "plan" },
      { path: "score", to: "variable", key: "score" },
      { path: "vip", to: "tag", key: "vip" },
    ];
    const call = node("call", "webhook", { url: "https://example.com/", waitForResponse: true, save });
    const graph = {
      nodes: [trigger, call, node("ok", "exit"), node("bad", "exit")],
      edges: [
        { from: "start", port: "next", to: "call" },
        { from: "call", port: "success", to: "ok" },
        { from: "call", port: "failure", to: "bad" },
      ],
    };
    expect(advance(entering, world(graph))).toMatchObject({
      effects: [{ kind: "delivery", step: 2, nodeId: "call" }],
      next: { state: "waiting", nodeId: "call", until: null, delivery: true },
    });
    const woken = {
      by: "delivery" as const,
      succeeded: true,
      status: 200,
      body: '{"id":"c-7","score":3,"vip":true}',
      error: null,
    };
    const back = advance({ ...entering, nodeId: "call", visits: 2, woken }, world(graph));
    expect(back).toMatchObject({
      effects: [{ kind: "contact", fields: { plan: "c-7" }, addTags: ["vip"] }],
      variables: { score: 3 },
      next: { state: "active", nodeId: "ok" },
    });
    const failure = { ...woken, succeeded: false, status: 500 };
    expect(advance({ ...entering, nodeId: "call", visits: 2, woken: failure }, world(graph)).next).toMatchObject({
      nodeId: "bad",
    });
  });

  test("waiting for an event is not made longer by another one of the kind", () => {
    const wait = node("wait", "wait_for_event", {
      event: "email.clicked",
      conditions: [{ path: "event.data.url", op: "contains", value: "/sale" }],
    });
    const graph = {
      nodes: [trigger, wait, node("did", "exit"), node("not", "exit")],
      edges: [
        { from: "start", port: "next", to: "wait" },
        { from: "wait", port: "happened", to: "did" },
        { from: "wait", port: "timeout", to: "not" },
      ],
    };
    const { next } = advance(entering, world(graph));
    const until = next.state === "waiting" ? next.until : null;
    const click = (url: string) => ({
      by: "event" as const,
      event: { id: "evt", type: "email.clicked", occurredAt: "", data: { url } },
    });
    const at = { ...entering, nodeId: "wait", visits: 2, waitingUntil: until };
    expect(
      advance({ ...at, woken: click("/other") }, world(graph, { now: new Date("2026-11-22T00:00:00Z") })).next,
    ).toMatchObject({ until });
    expect(advance({ ...at, woken: click("/sale") }, world(graph)).next).toMatchObject({ nodeId: "did" });
    expect(advance({ ...at, woken: { by: "time" } }, world(graph)).next).toMatchObject({ nodeId: "not" });
  });

  test("a new kind of block is one object and one entry", () => {
    const none = new Set<string>();
    const graph = line(trigger, node("a", "echo", { say: "hi" }));
    const noNames = { segment: none, field: none, group: none, inbound: none };
    expect(checkGraph(graph, registry, noNames)).toEqual([]);
    expect(advance(entering, world(graph))).toMatchObject({ variables: { said: "hi" }, next: { state: "completed" } });
  });
});

/** Random ways through random blocks, each output leading to a later block, so that there is no loop. */
const graphs = fc
  .array(
    fc.constantFrom(
      node("", "echo", { say: "x" }),
      node("", "delay", { mode: "duration", amount: 1, unit: "days" }),
      node("", "wait_for_event", { event: "email.opened" }),
      node("", "condition", { conditions: [{ path: "vars.said", op: "is", value: "x" }] }),
      node("", "split", {
        branches: [
          { name: "a", label: "A", percent: 50 },
          { name: "b", label: "B", percent: 50 },
        ],
      }),
      node("", "update_contact", { addTags: ["seen"] }),
      node("", "webhook", { url: "https://example.com/", waitForResponse: true }),
      node("", "exit"),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .chain((some) => {
    const nodes = [trigger, ...some.map((one, index) => ({ ...one, id: `n${index}` }))];
    const outputs = nodes.flatMap((from, index) =>
      (registry.get(from.type)?.ports(from.config) ?? []).map(({ name }) => ({ from: from.id, port: name, index })),
    );
    return fc.tuple(...outputs.map(({ index }) => fc.integer({ min: index + 1, max: nodes.length }))).map(
      (targets): Graph => ({
        nodes,
        edges: outputs.flatMap(({ from, port }, at) => {
          const to = nodes[targets[at] ?? nodes.length];
          return to === undefined ? [] : [{ from, port, to: to.id }];
        }),
      }),
    );
  });
const surprises = fc.array(fc.constantFrom("time", "event", "delivered", "refused"), { minLength: 40, maxLength: 40 });

test("every run ends or waits, never both, and never comes into a block twice without a loop", () => {
  fc.assert(
    fc.property(graphs, surprises, fc.double({ min: 0, max: 0.999, noNaN: true }), (graph, coming, chance) => {
      let position: Position = entering;
      const visited: string[] = [];
      for (const surprise of coming) {
        const here = world(graph, { chanceOf: () => chance });
        const result: Advance = advance(position, here);
        expect(advance(position, here)).toEqual(result);
        visited.push(...result.steps.filter(({ number }) => number > position.visits).map(({ nodeId }) => nodeId));
        const { next } = result;
        if (next.state === "completed" || next.state === "failed") {
          // A response that failed, where nobody has said what comes then: the one way to fail in a graph that is right.
          const isRefused = position.woken?.by === "delivery" && !position.woken.succeeded;
          const failed = isRefused && here.graph.target(position.nodeId, "failure") === null;
          expect(next.state).toBe(failed ? "failed" : "completed");
          expect(result.steps.at(-1)?.state).toBe(failed ? "failed" : "done");
          break;
        }
        expect(result.steps.filter(({ state }) => state === "waiting")).toHaveLength(next.state === "waiting" ? 1 : 0);
        const woken = next.state === "waiting" ? wake(next, surprise) : null;
        position = {
          nodeId: next.nodeId,
          visits: result.visits,
          variables: result.variables,
          woken,
          waitingUntil: next.state === "waiting" ? next.until : null,
        };
      }
      expect(new Set(visited).size).toBe(visited.length);
    }),
  );
});

function wake({ delivery, event }: { delivery: boolean; event: string | null }, surprise: string): Position["woken"] {
  if (delivery) return { by: "delivery", succeeded: surprise === "delivered", status: 200, body: null, error: null };
  if (event !== null && surprise === "event")
    return { by: "event", event: { id: "evt", type: event, occurredAt: "2026-11-21T12:00:00Z", data: {} } };
  return { by: "time" };
}
