import type { z } from "zod";
import type { Block, Reference } from "../blocks/block";
import type { Registry } from "../blocks/registry";
import { fieldsReadBy } from "./fields-read";
import type { Graph, GraphEdge, GraphIssue, GraphNode } from "./graph";

/** What exists in the audience, by kind: segment, group and inbound-webhook ids, field keys. */
export type Known = Readonly<Record<Reference["kind"], ReadonlySet<string>>>;

interface Checked {
  node: GraphNode;
  block: Block;
}

/** Everything that keeps a graph from being published, each thing at its block. Pure. */
export function checkGraph(graph: Graph, registry: Registry, known: Known): GraphIssue[] {
  const issues: GraphIssue[] = [];
  const say = (nodeId: string | null, message: string) => issues.push({ nodeId, message });
  const checked = new Map<string, Checked>();
  for (const node of graph.nodes) {
    const block = registry.get(node.type);
    if (checked.has(node.id)) say(node.id, "Two blocks have this id.");
    else if (block === undefined) say(node.id, `There is no block of the type ${node.type}.`);
    else checked.set(node.id, { node, block });
  }
  for (const { node, block } of checked.values())
    for (const message of configIssues(node, block, known)) say(node.id, message);
  for (const { nodeId, message } of edgeIssues(graph, checked)) say(nodeId, message);
  for (const { nodeId, message } of pathIssues(graph, checked)) say(nodeId, message);
  return issues;
}

function configIssues({ config }: GraphNode, block: Block, known: Known): string[] {
  const parsed = block.config.safeParse(config);
  if (!parsed.success) return [...new Set(parsed.error.issues.map(wordsOf))];
  const read = fieldsReadBy(block.reads?.(parsed.data) ?? []).map((name): Reference => ({ kind: "field", name }));
  const gone = [...(block.references?.(parsed.data) ?? []), ...read]
    .filter(({ kind, name }) => !known[kind].has(name))
    .map(({ kind, name }) => missing[kind](name));
  return [...new Set(gone)];
}

/** The schema library's own words say what, and not where. */
const wordsOf = ({ path, message }: z.core.$ZodIssue): string =>
  path.length > 0 && /^(Invalid|Too|Unrecognized) /.test(message) ? `${path.join(".")}: ${message}.` : message;

const missing: Record<Reference["kind"], (name: string) => string> = {
  segment: () => "Its segment was deleted. Choose another one.",
  group: () => "Its group was deleted. Choose another one.",
  inbound: () => "Its inbound webhook was deleted. Choose another one.",
  field: (name) => `The audience has no data field ${name}.`,
};

function edgeIssues({ nodes, edges }: Graph, checked: ReadonlyMap<string, Checked>): GraphIssue[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const taken = new Set<string>();
  return edges.flatMap(({ from, port, to }): GraphIssue[] => {
    if (!ids.has(from))
      return [
        { nodeId: ids.has(to) ? to : null, message: `A connection comes from a block ${from} that is not there.` },
      ];
    if (!ids.has(to)) return [{ nodeId: from, message: `A connection leads to a block ${to} that is not there.` }];
    if (taken.has(`${from} ${port}`)) return [{ nodeId: from, message: `The output ${port} leads to two blocks.` }];
    taken.add(`${from} ${port}`);
    const source = checked.get(from);
    const ports = source === undefined ? null : portsOf(source);
    if (ports !== null && !ports.includes(port))
      return [{ nodeId: from, message: `This block has no output ${port}.` }];
    if (checked.get(to)?.block.starts === true)
      return [{ nodeId: to, message: "Nothing can lead back into a trigger." }];
    return [];
  });
}

const portsOf = ({ node, block }: Checked): string[] => block.ports(node.config).map(({ name }) => name);

function pathIssues({ nodes, edges }: Graph, checked: ReadonlyMap<string, Checked>): GraphIssue[] {
  const starts = nodes.filter(({ id }) => checked.get(id)?.block.starts === true);
  if (starts.length === 0) return [{ nodeId: null, message: "Add a trigger: nobody can come in." }];
  const [, ...others] = starts;
  const reached = reachableFrom(
    starts.map(({ id }) => id),
    edges,
  );
  return [
    ...others.map(({ id }) => ({ nodeId: id, message: "A journey has one trigger." })),
    ...nodes
      .filter(({ id }) => !reached.has(id))
      .map(({ id }) => ({ nodeId: id, message: "Nobody can get here. Connect it, or remove it." })),
    ...hastyLoops(edges, checked).map((id) => ({
      nodeId: id,
      message: "This is a loop in which nothing takes time for sure. Put a delay into it that does not end by a date.",
    })),
  ];
}

function reachableFrom(from: readonly string[], edges: readonly GraphEdge[]): Set<string> {
  const reached = new Set(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const edge of edges)
      if (edge.from === id && !reached.has(edge.to)) {
        reached.add(edge.to);
        open.push(edge.to);
      }
  return reached;
}

/** One block of each circle that leads through no block that takes time. */
function hastyLoops(edges: readonly GraphEdge[], checked: ReadonlyMap<string, Checked>): string[] {
  const hasty = edges.filter(({ from }) => {
    const source = checked.get(from);
    return source?.block.takesTime?.(source.node.config) !== true;
  });
  const found: string[] = [];
  const state = new Map<string, "open" | "done">();
  // Iterative: a graph may be as deep as it is large.
  for (const { from: start } of hasty) {
    if (state.has(start)) continue;
    const path: { id: string; next: GraphEdge[] }[] = [];
    const enter = (id: string) => {
      state.set(id, "open");
      path.push({ id, next: hasty.filter(({ from }) => from === id) });
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = top.next.pop();
      if (edge === undefined) {
        state.set(top.id, "done");
        path.pop();
      } else if (state.get(edge.to) === "open") found.push(edge.to);
      else if (!state.has(edge.to)) enter(edge.to);
    }
  }
  return [...new Set(found)];
}
