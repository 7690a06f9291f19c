import { parsePath } from "@/lib/mapping/json-path";

/** A value of a request as it is shown: its key, and what lies below it or the value itself. */
export interface PathNode<T> {
  key: string;
  /** Unique in its tree. */
  id: string;
  leaf: T | null;
  children: PathNode<T>[];
}

/** Puts values that are listed by their paths into the tree that the request's body was. Order is kept. */
export function pathTree<T extends { path: string }>(values: readonly T[]): PathNode<T>[] {
  const root: PathNode<T> = { key: "", id: "", leaf: null, children: [] };
  for (const value of values) {
    const keys = keysOf(value.path);
    const node = keys.reduce((parent, key) => childOf(parent, key), root);
    node.leaf = value;
  }
  return root.children;
}

function childOf<T>(parent: PathNode<T>, key: string): PathNode<T> {
  const known = parent.children.find((child) => child.key === key);
  if (known) return known;
  const made: PathNode<T> = { key, id: `${parent.id}/${key}`, leaf: null, children: [] };
  parent.children.push(made);
  return made;
}

/** `items[0].sku` → items, [0], sku. A path that can't be read stands as a whole. */
const keysOf = (path: string): string[] =>
  parsePath(path)?.map((step) =>
    "key" in step ? step.key : "index" in step ? `[${step.index}]` : `[${step.where}=${step.is}]`,
  ) ?? [path];
