import type { Graph } from "../graph/graph";
import { edgeAt, portsOf } from "./node";
import { ranksOf } from "./ranks";

export const blockWidth = 248;
/** The place of an output that leads nowhere: a button to put the next block there. */
export const openSize = { width: 96, height: 32 } as const;
const gap = { x: 40, y: 92 } as const;
/** So far below a row its ways turn to the side; below that they run straight. */
const turnBelow = 34;
/** So far beside everything else ways lead back up. */
const backBeside = 36;

export interface Place {
  x: number;
  y: number;
}

/** How a way runs between its ends: to the side at each turn's `y`, then along the column at `x`; the last turn leads to its end. */
export interface Way {
  turns: readonly number[];
  columns: readonly number[];
}

export interface Layout {
  /** Upper left corners, by a block's id or by `openKey`. */
  places: ReadonlyMap<string, Place>;
  /** By `openKey` of the output that they begin at. */
  ways: ReadonlyMap<string, Way>;
}

/** Names an output among the places of a layout. No block's id has a space. */
export const openKey = (from: string, port: string): string => `${from} ${port}`;

/** Something that takes room in a layer: a block, an open output, or a long way passing through. */
interface Slot {
  id: string;
  width: number;
  above: Slot[];
  below: Slot[];
  /** Its middle. */
  x: number;
}

const slot = (id: string, width: number): Slot => ({ id, width, above: [], below: [], x: 0 });

function link(above: Slot, below: Slot): void {
  above.below.push(below);
  below.above.push(above);
}

/**
 * Lays a graph out from the top down: each block below all that lead to it, outputs from left to right in their order, few crossings,
 * blocks under the middle of what leads to them, long ways around what lies between. Deterministic. Open outputs have a place too.
 * @param height of a block, in pixels as everything here
 */
export function layOut(graph: Graph, height: number): Layout {
  const { layers, drawn, passing } = layersOf(graph);
  orderLayers(layers);
  placeSlots(layers);
  const left = Math.min(0, ...layers.flat().map((one) => one.x - one.width / 2));
  const topOf = (rank: number) => rank * (height + gap.y);
  const places = new Map<string, Place>();
  for (const [rank, layer] of layers.entries())
    for (const one of layer)
      if (drawn.has(one.id)) places.set(one.id, { x: Math.round(one.x - one.width / 2 - left), y: topOf(rank) });
  const ways = new Map<string, Way>();
  for (const { key, from, slots } of passing)
    ways.set(key, {
      turns: [from, ...slots.map((_, index) => from + 1 + index)].map((rank) => topOf(rank) + height + turnBelow),
      columns: slots.map((one) => Math.round(one.x - left)),
    });
  const { back, rank } = ranksOf(graph);
  for (const [index, { from, port, to }] of back.entries()) {
    const [top, bottom] = [rank.get(to) ?? 0, rank.get(from) ?? 0];
    const beside = layers.slice(top, bottom + 2).flat();
    const right = Math.max(...beside.map((one) => one.x + one.width / 2)) - left;
    ways.set(openKey(from, port), {
      turns: [topOf(bottom) + height + turnBelow, topOf(top) - gap.y + turnBelow],
      columns: [Math.round(right + backBeside + index * 16)],
    });
  }
  return { places, ways };
}

interface Layers {
  /** One list of slots for each rank, in reading order. */
  layers: Slot[][];
  /** The ids of blocks and open outputs. */
  drawn: ReadonlySet<string>;
  /** The ways down, with the slots that they take in the ranks that they pass. */
  passing: readonly { key: string; from: number; slots: readonly Slot[] }[];
}

function layersOf(graph: Graph): Layers {
  const { order, down, rank } = ranksOf(graph);
  const layers: Slot[][] = [];
  const drawn = new Set<string>();
  const passing: { key: string; from: number; slots: Slot[] }[] = [];
  const put = (at: number, one: Slot): Slot => {
    const layer = layers[at] ?? [];
    layers[at] = layer;
    layer.push(one);
    return one;
  };
  const blocks = new Map<string, Slot>();
  const slotOf = (id: string): Slot => {
    const known = blocks.get(id);
    if (known) return known;
    const made = put(rank.get(id) ?? 0, slot(id, blockWidth));
    blocks.set(id, made);
    drawn.add(id);
    return made;
  };
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const id of order) {
    const node = byId.get(id);
    if (node === undefined) continue;
    const from = slotOf(id);
    const at = rank.get(id) ?? 0;
    for (const { name } of portsOf(node)) {
      const edge = edgeAt(graph, { from: id, port: name });
      if (edge === undefined) {
        const open = put(at + 1, slot(openKey(id, name), openSize.width));
        drawn.add(open.id);
        link(from, open);
        passing.push({ key: open.id, from: at, slots: [] });
      } else if (down.includes(edge)) {
        const slots: Slot[] = [];
        for (let between = at + 1; between < (rank.get(edge.to) ?? 0); between++)
          slots.push(put(between, slot(`${openKey(id, name)} ${between}`, 16)));
        const chain = [from, ...slots, slotOf(edge.to)];
        for (const [index, one] of chain.slice(1).entries()) link(chain[index] ?? from, one);
        passing.push({ key: openKey(id, name), from: at, slots });
      }
    }
  }
  return { layers, drawn, passing };
}

const sweeps = 8;

/** Sorts each layer by the middle of its neighbours, from above and from below; keeps the order with the fewest crossings. */
function orderLayers(layers: Slot[][]): void {
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(layers);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const fromAbove = sweep % 2 === 0;
    for (const index of fromAbove ? layers.keys() : [...layers.keys()].reverse()) {
      const beside = layers[fromAbove ? index - 1 : index + 1];
      if (beside === undefined) continue;
      const at = new Map(beside.map((one, place) => [one, place]));
      const own = new Map(layers[index]?.map((one, place) => [one, place]));
      const wanted = (one: Slot) =>
        mean((fromAbove ? one.above : one.below).flatMap((other) => at.get(other) ?? [])) ?? own.get(one) ?? 0;
      layers[index]?.sort((a, b) => wanted(a) - wanted(b) || (own.get(a) ?? 0) - (own.get(b) ?? 0));
    }
    const now = crossings(layers);
    if (now < fewest) {
      fewest = now;
      best = layers.map((layer) => [...layer]);
    }
  }
  for (const [index, layer] of best.entries()) layers[index] = layer;
}

function crossings(layers: readonly Slot[][]): number {
  let count = 0;
  for (const [index, layer] of layers.entries()) {
    const next = new Map(layers[index + 1]?.map((one, place) => [one, place]));
    const ends = layer.flatMap((one) => one.below.flatMap((other) => next.get(other) ?? []));
    for (const [first, a] of ends.entries()) for (const b of ends.slice(first + 1)) if (a > b) count += 1;
  }
  return count;
}

const passes = 24;

/** Moves each slot towards the middle of its neighbours, as far as the order and the room allow it. */
function placeSlots(layers: readonly Slot[][]): void {
  for (const layer of layers) settle(layer, () => 0);
  for (let pass = 0; pass < passes; pass++) {
    const fromAbove = pass % 2 === 1;
    for (const layer of fromAbove ? layers : layers.toReversed())
      settle(layer, (one) => mean((fromAbove ? one.above : one.below).map(({ x }) => x)) ?? one.x);
  }
  // What has one way in stands right below it wherever there is room: straight lines read best.
  for (const layer of layers) settle(layer, (one) => mean(one.above.map(({ x }) => x)) ?? one.x);
  for (const layer of layers.toReversed())
    settle(layer, (one) => mean(one.below.filter(({ above }) => above.length === 1).map(({ x }) => x)) ?? one.x);
}

/**
 * The positions nearest to the wanted ones that keep order and distance: neighbours that would overlap move together as one group, which
 * stands where its members want it on average.
 */
function settle(layer: readonly Slot[], wanted: (one: Slot) => number): void {
  const groups: { members: Slot[]; sum: number; width: number }[] = [];
  const startOf = ({ sum, members }: { sum: number; members: Slot[] }) => sum / members.length;
  for (const one of layer) {
    let group = { members: [one], sum: wanted(one) - one.width / 2, width: one.width + gap.x };
    for (
      let before = groups.at(-1);
      before && startOf(before) + before.width > startOf(group);
      before = groups.at(-1)
    ) {
      groups.pop();
      group = {
        members: [...before.members, ...group.members],
        // Each member's wish, as a wish for the start of the whole group.
        sum: before.sum + group.sum - before.width * group.members.length,
        width: before.width + group.width,
      };
    }
    groups.push(group);
  }
  for (const group of groups) {
    let start = startOf(group);
    for (const one of group.members) {
      one.x = start + one.width / 2;
      start += one.width + gap.x;
    }
  }
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
