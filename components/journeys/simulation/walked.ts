import type { SimulatedStep } from "@/lib/journeys/contract";
import { openKey } from "@/lib/journeys/edit/layout";

/** Where a simulated contact comes through. */
export interface Walked {
  /** The places of a block in the order of the walk, from 1. */
  places: ReadonlyMap<string, readonly number[]>;
  /** The ways it takes, by the key of their output. */
  ways: ReadonlySet<string>;
}

/** The blocks and ways of a walk, for canvas and list to show. */
export function walkedOf(steps: readonly SimulatedStep[]): Walked {
  const places = new Map<string, readonly number[]>();
  const ways = new Set<string>();
  for (const [index, { nodeId, port }] of steps.entries()) {
    places.set(nodeId, [...(places.get(nodeId) ?? []), index + 1]);
    if (port !== null) ways.add(openKey(nodeId, port));
  }
  return { places, ways };
}
