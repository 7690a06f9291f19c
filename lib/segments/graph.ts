/** Which segments a segment reads. Ids are prefixed or bare, but all of one form. */
export interface Node {
  id: string;
  name: string;
  reads: readonly string[];
}

/** The names along a way from a segment back to itself, or null. */
export function findCycle(nodes: readonly Node[], startId: string): string[] | null {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const dead = new Set<string>();
  const walk = (id: string, trail: readonly string[]): string[] | null => {
    const node = byId.get(id);
    if (node === undefined || dead.has(id)) return null;
    const names = [...trail, node.name];
    for (const read of node.reads) {
      const found = read === startId ? [...names, byId.get(startId)?.name ?? ""] : walk(read, names);
      if (found !== null) return found;
    }
    dead.add(id);
    return null;
  };
  return walk(startId, []);
}

/** How high each segment stands: above all that it reads. There must be no cycle. */
export function depthsOf(nodes: readonly Node[]): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const depth = 1 + Math.max(-1, ...(byId.get(id)?.reads ?? []).filter((read) => byId.has(read)).map(depthOf));
    depths.set(id, depth);
    return depth;
  };
  for (const { id } of nodes) depthOf(id);
  return depths;
}
