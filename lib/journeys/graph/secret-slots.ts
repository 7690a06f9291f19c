import type { SecretSlot } from "../blocks/block";
import { registry } from "../blocks/registry";
import type { Graph, GraphNode } from "./graph";

/** Where a block's settings hold a secret. Browser-safe. */
export const slotsOf = ({ type, config }: GraphNode): SecretSlot[] => registry.get(type)?.secrets?.(config) ?? [];

/** Puts something else into every secret place of a graph; an empty text leaves the place empty. */
export const mapSecrets = (graph: Graph, change: (node: GraphNode, slot: SecretSlot) => string): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => {
    let changed = node;
    for (const { name } of slotsOf(node)) {
      // Found anew each time, because the place before has changed the settings.
      const slot = slotsOf(changed).find((one) => one.name === name);
      if (slot !== undefined) changed = { ...changed, config: slot.replace(change(node, slot)) };
    }
    return changed;
  }),
});
