import { fromUuid } from "@/db/ids";
import { registry } from "../blocks/registry";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph";
import { mapSecrets } from "../graph/secret-slots";

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

/** Stands for a secret that is stored, or will be: what a block's own schema takes for one. */
const someSecret = fromUuid("jsc", "00000000-0000-7000-8000-000000000000");

/** A block's settings as its schema reads them once its secrets are stored. */
export function parseSettings(node: GraphNode) {
  const [readable = node] = mapSecrets({ nodes: [node], edges: [] }, () => someSecret).nodes;
  return registry.get(node.type)?.config.safeParse(readable.config);
}

/** The line under its name; empty while the settings are not finished. */
export function nodeSummary(node: GraphNode): string {
  const parsed = parseSettings(node);
  return parsed?.success === true ? (registry.get(node.type)?.summary(parsed.data) ?? "") : "";
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
