import { type Graph, type GraphNode, graphLimits } from "../graph/graph";
import { edgeAt, edgesInto, edgesOutOf, findNode, isStart, type Output, portsOf } from "./node";

/** A change of a graph: the same graph where there is nothing to change. */
export type Edit = (graph: Graph) => Graph;

const hasRoom = ({ nodes }: Graph): boolean => nodes.length < graphLimits.nodesMax;

/** Puts a block that is connected to nothing; a second trigger is none. */
export const addBlock =
  (node: GraphNode): Edit =>
  (graph) =>
    !hasRoom(graph) || (isStart(node) && graph.nodes.some(isStart))
      ? graph
      : { ...graph, nodes: [...graph.nodes, node] };

/**
 * Puts a block behind an output. What the output led to follows the block's first output; behind a block without any it loses its way
 * in, which the check says.
 */
export const insertAt =
  (output: Output, node: GraphNode): Edit =>
  (graph) => {
    if (!hasRoom(graph) || isStart(node)) return graph;
    const before = edgeAt(graph, output);
    const first = portsOf(node)[0];
    return {
      nodes: [...graph.nodes, node],
      edges: [
        ...graph.edges.filter((edge) => edge !== before),
        { ...output, to: node.id },
        ...(before && first ? [{ from: node.id, port: first.name, to: before.to }] : []),
      ],
    };
  };

/** Takes blocks out. Where a block has one way through, those before it go on with the one behind it. */
export const removeBlocks =
  (ids: readonly string[]): Edit =>
  (graph) =>
    ids.reduce(removeBlock, graph);

function removeBlock(graph: Graph, id: string): Graph {
  const node = findNode(graph, id);
  if (node === undefined) return graph;
  const [only, ...others] = edgesOutOf(graph, node);
  const target = only !== undefined && others.length === 0 && only.to !== id ? only.to : null;
  return {
    nodes: graph.nodes.filter((other) => other !== node),
    edges: graph.edges.flatMap((edge) => {
      if (edge.from === id) return [];
      if (edge.to !== id) return [edge];
      // A loop of two would become a block that leads to itself.
      return target === null || target === edge.from ? [] : [{ ...edge, to: target }];
    }),
  };
}

/** Changes a block's settings or name. A way that loses its output takes the first one, if that has become free; else it ends. */
export const changeBlock =
  (id: string, change: Partial<Pick<GraphNode, "config" | "name">>): Edit =>
  (graph) => {
    const before = findNode(graph, id);
    if (before === undefined) return graph;
    const { name, ...after } = { ...before, ...change };
    const node: GraphNode = name === undefined || name === "" ? after : { ...after, name };
    const ports = portsOf(node).map((port) => port.name);
    const lost = edgesOutOf(graph, before).filter(({ port }) => !ports.includes(port));
    const [first] = ports;
    const heir = first !== undefined && edgeAt(graph, { from: id, port: first }) === undefined ? lost[0] : undefined;
    return {
      nodes: graph.nodes.map((other) => (other === before ? node : other)),
      edges: graph.edges.flatMap((edge) => {
        if (edge === heir && first !== undefined) return [{ ...edge, port: first }];
        return lost.includes(edge) ? [] : [edge];
      }),
    };
  };

/** Lays a block somewhere on the canvas; null lets the layout decide again. */
export const placeBlock =
  (id: string, position: { x: number; y: number } | null): Edit =>
  (graph) => ({
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (node.id !== id) return node;
      const { position: _, ...rest } = node;
      return position === null ? rest : { ...rest, position: { x: Math.round(position.x), y: Math.round(position.y) } };
    }),
  });

/** Lets the layout decide about every block. */
export const tidyUp: Edit = (graph) => ({ ...graph, nodes: graph.nodes.map(({ position: _, ...node }) => node) });

export const isTidy = ({ nodes }: Graph): boolean => nodes.every(({ position }) => position === undefined);

/**
 * Swaps a block with the one before it: those who came to that one come to this one first. Null where it can't be: behind a trigger,
 * behind several blocks, or as the first of all.
 */
export function moveUp(graph: Graph, id: string): Graph | null {
  const node = findNode(graph, id);
  const [into, ...others] = edgesInto(graph, id);
  const above = into && findNode(graph, into.from);
  if (!node || !into || others.length > 0 || !above || isStart(above) || above === node) return null;
  const first = portsOf(node)[0];
  if (first === undefined) return null;
  const on = edgeAt(graph, { from: id, port: first.name });
  if (on?.to === above.id) return null;
  const rest = graph.edges.filter((edge) => edge !== into && edge !== on);
  return {
    ...graph,
    edges: [
      ...rest.map((edge) => (edge.to === above.id ? { ...edge, to: id } : edge)),
      { from: id, port: first.name, to: above.id },
      ...(on === undefined ? [] : [{ ...into, to: on.to }]),
    ],
  };
}

/** Swaps a block with the one behind its first output; null where it can't be. */
export function moveDown(graph: Graph, id: string): Graph | null {
  const node = findNode(graph, id);
  const first = node && portsOf(node)[0];
  const below = first && edgeAt(graph, { from: id, port: first.name });
  return node && !isStart(node) && below ? moveUp(graph, below.to) : null;
}
