import { z } from "zod";

/** Browser-safe. A graph of blocks; what a block's `config` may hold is the block's own affair. */
export const graphLimits = { nodesMax: 200, edgesMax: 500, nameCharactersMax: 80, configBytesMax: 64 * 1024 } as const;

const nodeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "A block's id has letters, digits, - and _ only.");

export const nodeSchema = z.strictObject({
  id: nodeId,
  type: z.string().min(1).max(64),
  /** Shown on the canvas instead of what the block says by itself. */
  name: z.string().trim().max(graphLimits.nameCharactersMax).optional(),
  config: z.record(z.string(), z.unknown()).default({}),
  /** Where it lies on the canvas; without it the layout decides. */
  position: z.strictObject({ x: z.number(), y: z.number() }).optional(),
});
export type GraphNode = z.output<typeof nodeSchema>;

export const edgeSchema = z.strictObject({ from: nodeId, port: z.string().min(1).max(64), to: nodeId });
export type GraphEdge = z.output<typeof edgeSchema>;

/** A draft may be unfinished in any way that is no graph's fault: `checkGraph` says what must be mended before it is published. */
export const graphSchema = z.strictObject({
  nodes: z.array(nodeSchema).max(graphLimits.nodesMax, `A journey may have ${graphLimits.nodesMax} blocks at most.`),
  edges: z.array(edgeSchema).max(graphLimits.edgesMax),
});
export type Graph = z.output<typeof graphSchema>;

/** What is wrong, at which block; null when it is about the whole. */
export interface GraphIssue {
  nodeId: string | null;
  message: string;
}
