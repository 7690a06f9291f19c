import type { Graph, GraphNode } from "../graph/graph";
import { edgeAt, isStart, type Output, portsOf } from "./node";
import { ranksOf, reachedFrom } from "./ranks";

/** One line of the list view. */
export type OutlineStep =
  /** `branches` where it has several outputs; what stands behind the block is where they come together again. */
  | { kind: "block"; node: GraphNode; branches: OutlineBranch[] }
  /** The journey ends here, or goes on with the next block that is added. */
  | { kind: "open"; output: Output }
  /** Goes on at a block that stands elsewhere in the list. */
  | { kind: "onward"; output: Output; to: GraphNode };

export interface OutlineBranch {
  output: Output;
  label: string;
  steps: OutlineStep[];
}

export interface Outline {
  /** From the trigger on. */
  main: OutlineStep[];
  /** What nothing leads to, in pieces that hang together. */
  loose: OutlineStep[][];
}

/** A graph as it is read from the top: every block once, branches indented, meeting again where they do. */
export function outlineOf(graph: Graph): Outline {
  const { order, down, rank } = ranksOf(graph);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();

  /** The first block that two outputs of a block lead to. */
  function joinOf(node: GraphNode): string | undefined {
    const ways = portsOf(node).flatMap(({ name }) => {
      const edge = edgeAt(graph, { from: node.id, port: name });
      return edge && down.includes(edge) ? [reachedFrom(edge.to, down)] : [];
    });
    return order
      .filter((id) => ways.filter((way) => way.has(id)).length > 1)
      .reduce<string | undefined>(
        (first, id) => (first === undefined || (rank.get(id) ?? 0) < (rank.get(first) ?? 0) ? id : first),
        undefined,
      );
  }

  /** @param by the output that leads to the first one; null where it is no output's affair to lead there */
  function stepsFrom(start: string, by: Output | null, stops: ReadonlySet<string>): OutlineStep[] {
    const steps: OutlineStep[] = [];
    let output = by;
    for (let id: string | undefined = start; id !== undefined; ) {
      const node = byId.get(id);
      if (node === undefined) return steps;
      if (output !== null && (seen.has(id) || stops.has(id))) return [...steps, { kind: "onward", output, to: node }];
      seen.add(id);
      const [first, ...others] = portsOf(node);
      if (first === undefined || others.length === 0) {
        steps.push({ kind: "block", node, branches: [] });
        if (first === undefined) return steps;
        output = { from: id, port: first.name };
        id = edgeAt(graph, output)?.to;
        if (id === undefined) steps.push({ kind: "open", output });
        continue;
      }
      const join = joinOf(node);
      const isOurs = join !== undefined && !stops.has(join) && !seen.has(join);
      const within = isOurs ? new Set([...stops, join]) : stops;
      steps.push({ kind: "block", node, branches: branchesOf(node, within) });
      if (!isOurs || seen.has(join)) return steps;
      output = null;
      id = join;
    }
    return steps;
  }

  const branchesOf = (node: GraphNode, stops: ReadonlySet<string>): OutlineBranch[] =>
    portsOf(node).map(({ name, label }) => {
      const output = { from: node.id, port: name };
      const to = edgeAt(graph, output)?.to;
      return { output, label, steps: to === undefined ? [{ kind: "open", output }] : stepsFrom(to, output, stops) };
    });

  const start = graph.nodes.find(isStart);
  const main = start === undefined ? [] : stepsFrom(start.id, null, new Set());
  const loose: OutlineStep[][] = [];
  for (const id of order) if (!seen.has(id)) loose.push(stepsFrom(id, null, new Set()));
  return { main, loose };
}
