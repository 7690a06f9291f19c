import type { Graph } from "../graph/graph";
import type { Edit } from "./blocks";
import { edgeAt, findNode, isStart, nodeName, type Output, portsOf } from "./node";

/** Why two blocks can't be connected, in one sentence; null when they can. */
export function connectRefusal(graph: Graph, { from, port }: Output, to: string): string | null {
  const source = findNode(graph, from);
  const target = findNode(graph, to);
  if (source === undefined || target === undefined) return "One of the two blocks is not there any more.";
  if (!portsOf(source).some(({ name }) => name === port)) return `${nodeName(source)} has no such output.`;
  if (from === to) return "A block can't lead to itself.";
  if (isStart(target)) return "Nothing can lead back into a trigger.";
  return null;
}

/** Leads an output to a block, in place of where it led. Unchanged where `connectRefusal` says why not. */
export const connect =
  (output: Output, to: string): Edit =>
  (graph) => {
    if (connectRefusal(graph, output, to) !== null || edgeAt(graph, output)?.to === to) return graph;
    const { from, port } = output;
    return { ...graph, edges: [...disconnect(output)(graph).edges, { from, port, to }] };
  };

/** Who comes out there ends, until it is led somewhere again. */
export const disconnect =
  ({ from, port }: Output): Edit =>
  (graph) => ({ ...graph, edges: graph.edges.filter((edge) => edge.from !== from || edge.port !== port) });
