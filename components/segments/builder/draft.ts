/** A rule that is being written: what is not chosen yet is null, and every node keeps its id while it is moved about. */
export interface DraftCondition {
  kind: "condition";
  id: number;
  field: string | null;
  op: string | null;
  value: unknown;
}

export interface DraftGroup {
  kind: "group";
  id: number;
  match: Match;
  children: DraftNode[];
}

export type DraftNode = DraftCondition | DraftGroup;
export type Match = "all" | "any";
export type Direction = "up" | "down";

const highestId = (node: DraftNode): number =>
  node.kind === "group" ? Math.max(node.id, ...node.children.map(highestId)) : node.id;

/** How many groups lie in one another below and with this node; a condition is 0. */
const heightOf = (node: DraftNode): number =>
  node.kind === "group" ? 1 + Math.max(0, ...node.children.map(heightOf)) : 0;

const blankCondition = (id: number): DraftCondition => ({
  kind: "condition",
  id,
  field: null,
  op: null,
  value: undefined,
});

/** What a new segment starts with: one line to fill in. */
export const blankDraft = (): DraftGroup => ({ kind: "group", id: 0, match: "all", children: [blankCondition(1)] });

/** Applies `change` to one node, which may vanish or become several. */
function replaceNode(group: DraftGroup, id: number, change: (node: DraftNode) => DraftNode[]): DraftGroup {
  return {
    ...group,
    children: group.children.flatMap((node) => {
      if (node.id === id) return change(node);
      return node.kind === "group" ? [replaceNode(node, id, change)] : [node];
    }),
  };
}

/** Groups that have lost their last condition go; the outermost one stays. */
const withoutEmpty = (group: DraftGroup): DraftGroup => ({
  ...group,
  children: group.children.flatMap((node): DraftNode[] => {
    if (node.kind === "condition") return [node];
    const rest = withoutEmpty(node);
    return rest.children.length > 0 ? [rest] : [];
  }),
});

export const changeCondition = (root: DraftGroup, condition: DraftCondition): DraftGroup =>
  replaceNode(root, condition.id, () => [condition]);

export const removeNode = (root: DraftGroup, id: number): DraftGroup => withoutEmpty(replaceNode(root, id, () => []));

export function changeMatch(root: DraftGroup, id: number, match: Match): DraftGroup {
  if (root.id === id) return { ...root, match };
  return replaceNode(root, id, (node) => [node.kind === "group" ? { ...node, match } : node]);
}

function append(root: DraftGroup, groupId: number, added: DraftNode): DraftGroup {
  if (root.id === groupId) return { ...root, children: [...root.children, added] };
  return replaceNode(root, groupId, (node) => [
    node.kind === "group" ? { ...node, children: [...node.children, added] } : node,
  ]);
}

/** A new line at the end of a group, with the id that it got. */
export function addCondition(root: DraftGroup, groupId: number): { root: DraftGroup; id: number } {
  const id = highestId(root) + 1;
  return { root: append(root, groupId, blankCondition(id)), id };
}

/** A new group with one line; it matches the other way than the one around it, or there would be no need for it. */
export function addGroup(root: DraftGroup, around: DraftGroup): { root: DraftGroup; id: number } {
  const id = highestId(root) + 1;
  const group: DraftGroup = {
    kind: "group",
    id,
    match: around.match === "all" ? "any" : "all",
    children: [blankCondition(id + 1)],
  };
  return { root: append(root, around.id, group), id: id + 1 };
}

export function duplicateNode(root: DraftGroup, id: number): DraftGroup {
  let last = highestId(root);
  const copyOf = (node: DraftNode): DraftNode => {
    last += 1;
    const copy = { ...node, id: last };
    return copy.kind === "group" ? { ...copy, children: copy.children.map(copyOf) } : copy;
  };
  return replaceNode(root, id, (node) => [node, copyOf(node)]);
}

interface Place {
  parent: DraftGroup;
  index: number;
  /** 1 for the children of the outermost group. */
  depth: number;
}

function placeOf(group: DraftGroup, id: number, depth = 1): Place | null {
  const index = group.children.findIndex((node) => node.id === id);
  if (index >= 0) return { parent: group, index, depth };
  for (const node of group.children) {
    const found = node.kind === "group" ? placeOf(node, id, depth + 1) : null;
    if (found) return found;
  }
  return null;
}

/**
 * One step up or down as the eye reads the lines: past a condition, into a group that begins or ends there, or out of its own.
 * The same tree where there is nowhere to go. Groups are never laid deeper than `depthMax`.
 */
export function moveNode(root: DraftGroup, id: number, direction: Direction, depthMax: number): DraftGroup {
  const place = placeOf(root, id);
  const node = place?.parent.children[place.index];
  if (!place || !node) return root;
  const { parent, index, depth } = place;
  const neighbour = parent.children[direction === "up" ? index - 1 : index + 1];
  if (neighbour === undefined) return parent.id === root.id ? root : moveOut(root, parent, node, direction);
  const rest = replaceNode(root, id, () => []);
  if (neighbour.kind === "group" && depth + 1 + heightOf(node) <= depthMax) {
    const children = direction === "up" ? [...neighbour.children, node] : [node, ...neighbour.children];
    return withoutEmpty(replaceNode(rest, neighbour.id, () => [{ ...neighbour, children }]));
  }
  return replaceNode(rest, neighbour.id, () => (direction === "up" ? [node, neighbour] : [neighbour, node]));
}

function moveOut(root: DraftGroup, parent: DraftGroup, node: DraftNode, direction: Direction): DraftGroup {
  const rest = { ...parent, children: parent.children.filter(({ id }) => id !== node.id) };
  return withoutEmpty(replaceNode(root, parent.id, () => (direction === "up" ? [node, rest] : [rest, node])));
}

/** Where each node stands in the rules, as the API's issues name it: `rules.all.0.any.1` → id. */
export function idsByPath(root: DraftGroup, path = "rules"): Map<string, number> {
  const found = new Map([[path, root.id]]);
  for (const [index, node] of root.children.entries()) {
    const own = `${path}.${root.match}.${index}`;
    if (node.kind === "condition") found.set(own, node.id);
    else for (const [deeper, id] of idsByPath(node, own)) found.set(deeper, id);
  }
  return found;
}
