import { z } from "zod";
import { oversize, storableObject, storableText } from "@/lib/mapping/json-value";

/** Browser-safe. A graph of blocks; what a block's `config` may hold is the block's own affair. */
export const graphLimits = { nodesMax: 200, edgesMax: 500, nameCharactersMax: 80 } as const;
/** Of a block's settings: their bytes are limited by those of a request. */
const configLimits = { depthMax: 50, keysMax: 5_000 } as const;

const word = (what: string) => z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, `${what} has letters, digits, - and _ only.`);
const nodeId = word("A block's id");

export const nodeSchema = z.strictObject({
  id: nodeId,
  type: word("A block's type"),
  /** Shown on the canvas instead of what the block says by itself. */
  name: z.string().overwrite(storableText).trim().max(graphLimits.nameCharactersMax).optional(),
  config: z
    .record(z.string(), z.unknown())
    .refine((config) => oversize(config, configLimits) === null, {
      message: "These settings are too large.",
      abort: true,
    })
    .overwrite(storableObject)
    .default({}),
  /** Where it lies on the canvas; without it the layout decides. */
  position: z.strictObject({ x: z.number(), y: z.number() }).optional(),
});
export type GraphNode = z.output<typeof nodeSchema>;

export const edgeSchema = z.strictObject({ from: nodeId, port: word("An output's name"), to: nodeId });
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
