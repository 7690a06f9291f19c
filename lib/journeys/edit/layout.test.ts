import fc from "fast-check";
import { expect, test } from "vitest";
import type { Graph } from "../graph/graph";
import { insertAt } from "./blocks";
import { connect } from "./connect";
import { blockWidth, layOut, openKey, openSize, type Place } from "./layout";
import { newNode } from "./node";
import { type OutlineStep, outlineOf } from "./outline";
import { neighbourOf } from "./walk";

const empty: Graph = { nodes: [newNode("trigger", "start")], edges: [] };
const out = (from: string, port = "next") => ({ from, port });
const add = (graph: Graph, from: string, port: string, type: string, id: string): Graph =>
  insertAt(out(from, port), newNode(type, id))(graph);
const height = 84;
/** start → if, yes → a, no → b, both → end */
const diamond = (() => {
  let graph = add(empty, "start", "next", "condition", "if");
  graph = add(graph, "if", "yes", "delay", "a");
  graph = add(graph, "if", "no", "delay", "b");
  graph = add(graph, "a", "next", "exit", "end");
  return connect(out("b"), "end")(graph);
})();
const placesOf = (graph: Graph) => layOut(graph, height).places;
const middle = (places: ReadonlyMap<string, Place>, id: string, width: number = blockWidth) =>
  (places.get(id)?.x ?? Number.NaN) + width / 2;

/** A graph of blocks put behind outputs, then connected across, by numbers. */
const anyGraph = fc
  .array(
    fc.tuple(fc.nat(30), fc.constantFrom("delay", "condition", "split", "exit", "jump"), fc.nat(30), fc.boolean()),
    {
      maxLength: 30,
    },
  )
  .map((steps) => {
    let graph = empty;
    for (const [index, [at, type, other, across]] of steps.entries()) {
      const from = graph.nodes[at % graph.nodes.length];
      const to = graph.nodes[other % graph.nodes.length];
      const port = from?.type === "condition" ? "no" : from?.type === "split" ? "b" : "next";
      if (from === undefined || to === undefined || from.type === "exit") continue;
      graph = across ? connect(out(from.id, port), to.id)(graph) : add(graph, from.id, port, type, `n${index}`);
    }
    return graph;
  });

test("blocks of a line stand below one another", () => {
  const line = add(add(empty, "start", "next", "delay", "a"), "a", "next", "exit", "end");
  const places = placesOf(line);
  expect(new Set(["start", "a", "end"].map((id) => middle(places, id))).size).toBe(1);
  expect(places.get("end")?.y).toBeGreaterThan(places.get("a")?.y ?? Number.POSITIVE_INFINITY);
});

test("branches stand beside one another in the order of the outputs, and meet in the middle", () => {
  const places = placesOf(diamond);
  expect(middle(places, "a")).toBeLessThan(middle(places, "b"));
  expect(places.get("a")?.y).toBe(places.get("b")?.y);
  for (const id of ["if", "end", "start"])
    expect(middle(places, id)).toBeCloseTo((middle(places, "a") + middle(places, "b")) / 2, 0);
});

test("an output that leads nowhere has a place below its block", () => {
  const places = placesOf(empty);
  expect(middle(places, openKey("start", "next"), openSize.width)).toBe(middle(places, "start"));
});

test("every block has a place, no two overlap, and ways lead down, whatever the graph", () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const places = placesOf(graph);
      const boxes = [...places].map(([id, place]) => ({
        ...place,
        width: id.includes(" ") ? openSize.width : blockWidth,
      }));
      expect(graph.nodes.every(({ id }) => places.has(id))).toBe(true);
      for (const [index, one] of boxes.entries())
        for (const other of boxes.slice(index + 1))
          expect(one.y !== other.y || one.x + one.width <= other.x || other.x + other.width <= one.x).toBe(true);
      expect(placesOf(structuredClone(graph))).toEqual(places);
    }),
  );
});

test("a way past other blocks runs beside them, a way back beside everything", () => {
  const skipping = connect(out("if", "no"), "end")(diamond);
  const { places, ways } = layOut({ ...skipping, nodes: skipping.nodes.filter(({ id }) => id !== "b") }, height);
  const past = ways.get(openKey("if", "no"))?.columns[0] ?? Number.NaN;
  expect(past).toBeGreaterThan((places.get("a")?.x ?? 0) + blockWidth);
  const loop = layOut(connect(out("b"), "if")(diamond), height);
  const back = loop.ways.get(openKey("b", "next"))?.columns[0] ?? Number.NaN;
  for (const { x } of loop.places.values()) expect(back).toBeGreaterThan(x + openSize.width);
});

const linesOf = (steps: readonly OutlineStep[], indent = ""): string[] =>
  steps.flatMap((step) => {
    if (step.kind === "open") return [`${indent}(open)`];
    if (step.kind === "onward") return [`${indent}→ ${step.to.id}`];
    const branches = step.branches.flatMap(({ label, steps: inside }) => [
      `${indent}  ${label}:`,
      ...linesOf(inside, `${indent}    `),
    ]);
    return [`${indent}${step.node.id}`, ...branches];
  });

test("the outline indents branches, and goes on where they meet again", () => {
  expect(linesOf(outlineOf(diamond).main)).toEqual([
    "start",
    "if",
    "  Yes:",
    "    a",
    "    → end",
    "  No:",
    "    b",
    "    → end",
    "end",
  ]);
});

test("a loop is told as the way back, and what nothing leads to stands apart", () => {
  let graph = add(add(empty, "start", "next", "delay", "a"), "a", "next", "jump", "again");
  graph = connect(out("again"), "a")(graph);
  graph = { ...graph, nodes: [...graph.nodes, newNode("delay", "alone")] };
  const { main, loose } = outlineOf(graph);
  expect(linesOf(main)).toEqual(["start", "a", "again", "→ a"]);
  expect(loose.map((steps) => linesOf(steps))).toEqual([["alone", "(open)"]]);
});

test("the outline names every block once, whatever the graph", () => {
  const idsIn = (steps: readonly OutlineStep[]): string[] =>
    steps.flatMap((step) =>
      step.kind === "block" ? [step.node.id, ...step.branches.flatMap((branch) => idsIn(branch.steps))] : [],
    );
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const { main, loose } = outlineOf(graph);
      expect([main, ...loose].flatMap(idsIn).sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
    }),
  );
});

test("arrow keys follow the ways up and down, and go to what stands beside", () => {
  const places = placesOf(diamond);
  const go = (from: string, ...to: Parameters<typeof neighbourOf>[3][]) =>
    to.reduce<string | null>((id, direction) => id && neighbourOf(diamond, places, id, direction), from);
  expect(go("start", "down", "down", "right", "down")).toBe("end");
  expect(go("end", "up", "right")).toBe("b");
  expect(go("start", "up")).toBeNull();
  expect(go("b", "right")).toBeNull();
});
