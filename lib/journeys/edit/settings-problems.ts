import type { GraphNode } from "../graph/graph";
import { parseSettings } from "./node";

/** Whether a block's settings are all there. */
export const isSetUp = (node: GraphNode): boolean => parseSettings(node)?.success === true;

/** What is wrong with a block's settings as they are typed, by the path of the setting: `auth.token`, `headers.0.name`. */
export function settingsProblems(node: GraphNode): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, message } of parseSettings(node)?.error?.issues ?? []) {
    const key = path.join(".");
    if (!found.has(key)) found.set(key, message);
  }
  return found;
}
