import type { Graph, GraphNode } from "../graph/graph";
import { mapSecrets, slotsOf } from "../graph/secret-slots";
import { findNode } from "./node";

const valueAt = (node: GraphNode | undefined, name: string): string =>
  (node && slotsOf(node).find((slot) => slot.name === name)?.value) ?? "";

/**
 * The draft after a save: what was sent of a secret is what the answer shows for it, masked or gone, unless it was typed anew meanwhile.
 * So no secret stays in the browser longer than it takes to store it.
 */
export const adoptSecrets = (draft: Graph, sent: Graph, answered: Graph): Graph =>
  mapSecrets(draft, (node, { name, value }) =>
    valueAt(findNode(sent, node.id), name) === value ? valueAt(findNode(answered, node.id), name) : value,
  );
