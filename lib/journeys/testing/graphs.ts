import type { Graph, GraphNode } from "../graph/graph";

export const node = (id: string, type: string, config: Record<string, unknown> = {}): GraphNode => ({
  id,
  type,
  config,
});

export const trigger = node("start", "trigger", { on: "event", event: "contact.subscribed" });

/** Blocks one after the other, by their outputs called `next`. */
export const line = (...nodes: GraphNode[]): Graph => ({
  nodes,
  edges: nodes.slice(1).map(({ id }, index) => ({ from: nodes[index]?.id ?? "", port: "next", to: id })),
});
/** With further connections: `from port to`. */
export const connected = (graph: Graph, ...edges: string[]): Graph => ({
  nodes: graph.nodes,
  edges: [
    ...graph.edges,
    ...edges.map((edge) => {
      const [from = "", port = "", to = ""] = edge.split(" ");
      return { from, port, to };
    }),
  ],
});
