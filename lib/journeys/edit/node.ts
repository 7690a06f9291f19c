import { registry } from "../blocks/registry";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph";

/** One output of one block. */
export interface Output {
  from: string;
  port: string;
}

/** Makes the ids of new blocks; they are never given twice, because counts and runs remember them. */
export type NewId = (type: string) => string;

const idLetters = "abcdefghijkmnpqrstuvwxyz23456789";

/** `webhook_k3f9x2`: says what it is where templates name it, and differs from every block that there was before. */
export const randomId: NewId = (type) =>
  `${type}_${[...crypto.getRandomValues(new Uint8Array(6))].map((byte) => idLetters[byte % idLetters.length]).join("")}`;

/** A block as it comes from the palette. */
export const newNode = (type: string, id: string): GraphNode => ({
  id,
  type,
  config: structuredClone(registry.get(type)?.initial ?? {}),
});

export const findNode = ({ nodes }: Graph, id: string): GraphNode | undefined => nodes.find((node) => node.id === id);

/** What the block is called on the canvas and in lists. */
export const nodeName = ({ name, type }: GraphNode): string => name || (registry.get(type)?.label ?? type);

/** The line under its name; empty while the settings are not finished. */
export function nodeSummary({ type, config }: GraphNode): string {
  const block = registry.get(type);
  const parsed = block?.config.safeParse(config);
  return block !== undefined && parsed?.success === true ? block.summary(parsed.data) : "";
}

/** In order; none for a type that is not known. */
export const portsOf = ({ type, config }: GraphNode) => registry.get(type)?.ports(config) ?? [];

/** Whether contacts come in here: such a block has no input, and a journey has one of them. */
export const isStart = ({ type }: GraphNode): boolean => registry.get(type)?.starts === true;

export const edgeAt = ({ edges }: Graph, { from, port }: Output): GraphEdge | undefined =>
  edges.find((edge) => edge.from === from && edge.port === port);

export const edgesInto = ({ edges }: Graph, id: string): GraphEdge[] => edges.filter(({ to }) => to === id);

/** The connected outputs of a block, in the order of its ports. */
export const edgesOutOf = (graph: Graph, node: GraphNode): GraphEdge[] =>
  portsOf(node).flatMap(({ name }) => edgeAt(graph, { from: node.id, port: name }) ?? []);
