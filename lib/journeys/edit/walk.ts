import type { Graph } from "../graph/graph";
import type { Place } from "./layout";
import { edgesInto, edgesOutOf, findNode } from "./node";
import { ranksOf } from "./ranks";

export const directions = ["up", "down", "left", "right"] as const;
export type Direction = (typeof directions)[number];

/** Where the arrow keys lead: along the ways up and down, to the nearest block beside. Null where there is none. */
export function neighbourOf(
  graph: Graph,
  places: ReadonlyMap<string, Place>,
  id: string,
  direction: Direction,
): string | null {
  const node = findNode(graph, id);
  const here = places.get(id);
  if (node === undefined || here === undefined) return null;
  if (direction === "down") return edgesOutOf(graph, node)[0]?.to ?? null;
  if (direction === "up") {
    const above = new Set(edgesInto(graph, id).map(({ from }) => from));
    return ranksOf(graph).order.find((other) => above.has(other)) ?? null;
  }
  const side = direction === "left" ? -1 : 1;
  const [nearest] = graph.nodes
    .flatMap(({ id: other }) => {
      const place = places.get(other);
      return place !== undefined && (place.x - here.x) * side > 0 ? [{ other, place }] : [];
    })
    .sort((a, b) => awayFrom(here, a.place) - awayFrom(here, b.place));
  return nearest?.other ?? null;
}

/** Up and down count more: what is beside is meant. */
const awayFrom = (here: Place, there: Place): number => Math.abs(there.x - here.x) + 4 * Math.abs(there.y - here.y);
