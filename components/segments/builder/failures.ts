import { ApiError } from "@/lib/http/client";
import { type DraftGroup, idsByPath } from "./draft";

/** What the server refused: at the name, at nodes of the rules, or as a whole. */
export interface Failures {
  name: string | undefined;
  nodes: ReadonlyMap<number, string>;
  all: string | undefined;
}

export const noFailures: Failures = { name: undefined, nodes: new Map(), all: undefined };

/** Brings each issue to the innermost node that its path names: `rules.all.1.any.0.value` is the condition's. */
export function failuresOf(error: unknown, root: DraftGroup): Failures {
  if (!(error instanceof ApiError)) return { ...noFailures, all: "Something went wrong. Try again." };
  const ids = idsByPath(root);
  const nodes = new Map<number, string>();
  let name: string | undefined;
  for (const { path, message } of error.issues) {
    if (path === "name") name = message;
    const node = nodeOf(path, ids);
    if (node !== undefined) nodes.set(node, message);
  }
  return { name, nodes, all: name === undefined && nodes.size === 0 ? error.message : undefined };
}

function nodeOf(path: string, ids: ReadonlyMap<string, number>): number | undefined {
  for (let part = path; part !== ""; part = part.slice(0, Math.max(0, part.lastIndexOf(".")))) {
    const id = ids.get(part);
    if (id !== undefined) return id;
  }
  return undefined;
}
