import { expect, test } from "vitest";
import { marksOf } from "./way-path";

const height = 20;

/** What the words of an output cover, as wide as they may be. */
function boxOf({ x, y, side }: ReturnType<typeof marksOf>["label"], width: number) {
  const left = side === undefined ? x - width / 2 : side === "right" ? x - 8 : x + 8 - width;
  return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
}

test.each([
  ["right", 1],
  ["left", -1],
])("words of an output that leads far to the %s lie beside those of its neighbour", (_, sign) => {
  const turns = [32];
  const near = marksOf(
    { x: -40 * sign, y: 0 },
    { x: 0, y: 120 },
    { turns, columns: [] },
    { parts: true, meets: false },
  );
  const far = marksOf(
    { x: 40 * sign, y: 0 },
    { x: 400 * sign, y: 120 },
    { turns, columns: [] },
    { parts: true, meets: true },
  );
  const [a, b] = [boxOf(near.label, 144), boxOf(far.label, 144)];
  expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
  expect(Math.abs(far.button.x)).toBeGreaterThan(40);
});
