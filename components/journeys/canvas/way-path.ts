import type { Way } from "@/lib/journeys/edit/layout";

interface Point {
  x: number;
  y: number;
}

/** To which side of their point words run; without it they stand in the middle of it. */
export type Side = "left" | "right";

const radius = 10;
const labelHeight = 20;

/** The corners of a way: straight down, to the side at each turn, and down (or up) the columns between. */
export function cornersOf(from: Point, to: Point, way: Way | null): Point[] {
  const { turns, columns } = way ?? { turns: [(from.y + to.y) / 2], columns: [] };
  const xs = [from.x, ...columns, to.x];
  return [
    from,
    ...turns.flatMap((y, index) => [
      { x: xs[index] ?? from.x, y },
      { x: xs[index + 1] ?? to.x, y },
    ]),
    to,
  ];
}

/** The way as an SVG path with round corners. */
export function pathOf(corners: readonly Point[]): string {
  const [start, ...rest] = corners.filter((point, index) => !isSame(point, corners[index - 1]));
  if (start === undefined) return "";
  return rest.reduce((path, corner, index) => {
    const before = rest[index - 1] ?? start;
    const after = rest[index + 1];
    if (after === undefined) return `${path} L ${corner.x} ${corner.y}`;
    const bend = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const a = towards(corner, before, bend);
    const b = towards(corner, after, bend);
    return `${path} L ${a.x} ${a.y} Q ${corner.x} ${corner.y} ${b.x} ${b.y}`;
  }, `M ${start.x} ${start.y}`);
}

const isSame = (a: Point, b: Point | undefined): boolean =>
  b !== undefined && Math.abs(a.x - b.x) < 0.5 && Math.abs(a.y - b.y) < 0.5;
const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  return length === 0
    ? from
    : { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

/**
 * Where the words of an output and the button that puts a block on its way stand: each way has its own place, also where ways part or
 * meet.
 * @param parts others begin at the same block
 * @param meets others end at the same block
 */
export function marksOf(
  from: Point,
  to: Point,
  way: Way | null,
  { parts, meets }: { parts: boolean; meets: boolean },
): { label: Point & { side?: Side }; button: Point } {
  const turn = way?.turns[0] ?? (from.y + to.y) / 2;
  const column = way?.columns[0];
  if (column !== undefined) {
    const until = way?.turns[1] ?? to.y;
    return { label: { x: column, y: turn }, button: { x: column, y: (turn + until) / 2 } };
  }
  if (meets && !parts) return { label: { x: from.x, y: turn }, button: { x: from.x, y: (from.y + turn) / 2 } };
  // Above the turn and away from its neighbour, whose words stand at theirs.
  if (meets) {
    const side = to.x < from.x ? "left" : "right";
    return { label: { x: from.x, y: from.y + labelHeight / 2, side }, button: { x: (from.x + to.x) / 2, y: turn } };
  }
  if (parts) return { label: { x: to.x, y: turn }, button: { x: to.x, y: (turn + 12 + to.y) / 2 } };
  return { label: { x: to.x, y: turn }, button: { x: to.x, y: (from.y + to.y) / 2 } };
}
