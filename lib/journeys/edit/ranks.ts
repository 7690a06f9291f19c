import type { Graph, GraphEdge } from "../graph/graph";
import { edgesOutOf, isStart } from "./node";

/** A graph without its ways back, from the top down. */
export interface Ranks {
  /** In reading order: from the trigger, outputs in their order; then whatever nothing leads to. */
  order: readonly string[];
  /** The ways down. */
  down: readonly GraphEdge[];
  /** The ways back up: loops. */
  back: readonly GraphEdge[];
  /** How many blocks lie above each one, by the longest way. */
  rank: ReadonlyMap<string, number>;
}

/** Walks a graph depth-first; a way to a block that is being walked through leads back. Deterministic. */
export function ranksOf(graph: Graph): Ranks {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const state = new Map<string, "open" | "done">();
  const finished: string[] = [];
  const order: string[] = [];
  const down: GraphEdge[] = [];
  const back: GraphEdge[] = [];
  // Iterative: a graph may be as deep as it is large.
  const walk = (start: string) => {
    const path: { id: string; left: GraphEdge[] }[] = [];
    const enter = (id: string) => {
      const node = byId.get(id);
      if (node === undefined || state.has(id)) return;
      state.set(id, "open");
      order.push(id);
      path.push({ id, left: edgesOutOf(graph, node) });
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = top.left.shift();
      if (edge === undefined) {
        state.set(top.id, "done");
        finished.push(top.id);
        path.pop();
      } else if (state.get(edge.to) === "open") back.push(edge);
      else if (byId.has(edge.to)) {
        down.push(edge);
        enter(edge.to);
      }
    }
  };
  const targets = new Set(graph.edges.map(({ to }) => to));
  for (const node of graph.nodes.filter(isStart)) walk(node.id);
  for (const node of graph.nodes) if (!targets.has(node.id)) walk(node.id);
  for (const node of graph.nodes) walk(node.id);
  const rank = new Map(order.map((id) => [id, 0]));
  for (const id of finished.reverse())
    for (const { from, to } of down)
      if (from === id) rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(id) ?? 0) + 1));
  return { order, down, back, rank };
}

/** Every block that can be reached on the ways down, itself included. */
export function reachedFrom(id: string, down: readonly GraphEdge[]): Set<string> {
  const reached = new Set([id]);
  // A set goes on with what is added to it while it is walked.
  for (const one of reached) for (const { from, to } of down) if (from === one) reached.add(to);
  return reached;
}
