import { z } from "zod";
import { type Graph, graphLimits, graphSchema } from "../graph/graph";
import { mapSecrets } from "../graph/secret-slots";
import type { Edit } from "./blocks";
import { isStart, type NewId } from "./node";

const clipSchema = z.object({ tidegate: z.literal("journey-blocks"), graph: graphSchema });

/** Blocks with the ways between them, as a text for the clipboard; triggers and secrets stay behind. */
export function copyBlocks({ nodes, edges }: Graph, ids: readonly string[]): string | null {
  const copied = nodes.filter((node) => ids.includes(node.id) && !isStart(node));
  if (copied.length === 0) return null;
  const inside = new Set(copied.map(({ id }) => id));
  const graph: Graph = { nodes: copied, edges: edges.filter(({ from, to }) => inside.has(from) && inside.has(to)) };
  const clip: z.input<typeof clipSchema> = { tidegate: "journey-blocks", graph: mapSecrets(graph, () => "") };
  return JSON.stringify(clip);
}

/** What `copyBlocks` has written, or null for any other text. */
export function readClip(text: string): Graph | null {
  if (!text.startsWith('{"tidegate"')) return null;
  try {
    return clipSchema.safeParse(JSON.parse(text)).data?.graph ?? null;
  } catch {
    return null;
  }
}

/**
 * A clip under ids of its own, connected to nothing yet. Where it was dragged to is kept a little aside, so that it does not lie upon
 * what it was copied from.
 */
export function renewClip({ nodes, edges }: Graph, newId: NewId): Graph {
  const ids = new Map(nodes.map(({ id, type }) => [id, newId(type)]));
  const renewed = (id: string): string => ids.get(id) ?? id;
  return {
    nodes: nodes.map(({ position, ...node }) => ({
      ...node,
      id: renewed(node.id),
      ...(position ? { position: { x: position.x + 40, y: position.y + 40 } } : {}),
    })),
    edges: edges.map(({ from, port, to }) => ({ from: renewed(from), port, to: renewed(to) })),
  };
}

/** Puts a renewed clip into a graph; unchanged where it would become too large. */
export const pasteClip =
  (clip: Graph): Edit =>
  (graph) =>
    graph.nodes.length + clip.nodes.length > graphLimits.nodesMax
      ? graph
      : { nodes: [...graph.nodes, ...clip.nodes], edges: [...graph.edges, ...clip.edges] };
