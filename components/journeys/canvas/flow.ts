import { type Edge, type Node, type NodeHandle, Position } from "@xyflow/react";
import { blockWidth, type Layout, openKey, openSize, type Place, type Way } from "@/lib/journeys/edit/layout";
import { edgeAt, edgesInto, isStart, type Output, portsOf } from "@/lib/journeys/edit/node";
import type { Graph, GraphNode } from "@/lib/journeys/graph/graph";

export type BlockNodeData = Node<{ node: GraphNode; selected: boolean }, "block">;
export type OpenNodeData = Node<{ output: Output }, "open">;
export type FlowNode = BlockNodeData | OpenNodeData;

export type WayEdgeData = Edge<
  {
    output: Output;
    /** What to say at its beginning, where the block has several outputs. */
    label: string | null;
    /** As the layout has it; null where an end was dragged away. */
    way: Way | null;
    parts: boolean;
    meets: boolean;
    /** It leads to a block, not to an open end. */
    isConnected: boolean;
  },
  "way"
>;

interface Drawing {
  graph: Graph;
  layout: Layout;
  height: number;
  /** Blocks that are being dragged right now. */
  dragged: ReadonlyMap<string, Place>;
  selection: readonly string[];
}

/** Where each output of a block begins, from its left edge. */
export const portX = (index: number, count: number): number => (blockWidth * (index + 1)) / (count + 1);

/** A graph as the canvas library draws it. Handles are told, not measured, so that ways never wait for a measurement. */
export function flowOf({ graph, layout, height, dragged, selection }: Drawing): {
  nodes: FlowNode[];
  edges: WayEdgeData[];
} {
  const nodes: FlowNode[] = [];
  const edges: WayEdgeData[] = [];
  const isMoved = ({ id, position }: GraphNode) => position !== undefined || dragged.has(id);
  const moved = new Set(graph.nodes.filter(isMoved).map(({ id }) => id));
  for (const node of graph.nodes) {
    const ports = portsOf(node);
    const laid = layout.places.get(node.id) ?? { x: 0, y: 0 };
    const place = dragged.get(node.id) ?? node.position ?? laid;
    nodes.push({
      id: node.id,
      type: "block",
      position: place,
      width: blockWidth,
      height,
      handles: handlesOf(
        node,
        ports.map(({ name }) => name),
        height,
      ),
      data: { node, selected: selection.includes(node.id) },
    });
    for (const [index, { name, label }] of ports.entries()) {
      const output = { from: node.id, port: name };
      const key = openKey(node.id, name);
      const edge = edgeAt(graph, output);
      const target = edge?.to ?? key;
      if (edge === undefined) {
        const open = layout.places.get(key) ?? laid;
        nodes.push({
          id: key,
          type: "open",
          // An open end goes along with its block.
          position: moved.has(node.id)
            ? { x: place.x + portX(index, ports.length) - openSize.width / 2, y: place.y + open.y - laid.y }
            : open,
          width: openSize.width,
          height: openSize.height,
          draggable: false,
          handles: [{ type: "target", position: Position.Top, x: openSize.width / 2, y: 0, width: 0, height: 0 }],
          data: { output },
        });
      }
      edges.push({
        id: key,
        type: "way",
        source: node.id,
        sourceHandle: name,
        target,
        data: {
          output,
          label: ports.length > 1 ? label : null,
          way: moved.has(node.id) || moved.has(target) ? null : (layout.ways.get(key) ?? null),
          parts: ports.length > 1,
          meets: edge !== undefined && edgesInto(graph, edge.to).length > 1,
          isConnected: edge !== undefined,
        },
      });
    }
  }
  return { nodes, edges };
}

const handlesOf = (node: GraphNode, ports: readonly string[], height: number): NodeHandle[] => [
  ...(isStart(node)
    ? []
    : [{ type: "target" as const, position: Position.Top, x: blockWidth / 2, y: 0, width: 0, height: 0 }]),
  ...ports.map((id, index) => ({
    id,
    type: "source" as const,
    position: Position.Bottom,
    x: portX(index, ports.length),
    y: height,
    width: 0,
    height: 0,
  })),
];
