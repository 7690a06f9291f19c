import type { Graph, GraphNode } from "./graph";

/** A graph to walk in: nodes by id, and where each output leads. */
export interface CompiledGraph {
  nodes: ReadonlyMap<string, GraphNode>;
  /** Null where nothing is connected. */
  target(nodeId: string, port: string): string | null;
}

export function compileGraph({ nodes, edges }: Graph): CompiledGraph {
  const targets = new Map(edges.map(({ from, port, to }) => [`${from} ${port}`, to]));
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    target: (nodeId, port) => targets.get(`${nodeId} ${port}`) ?? null,
  };
}
