import { expect, test } from "vitest";
import { newUuid } from "@/db/ids";
import { chanceOf } from "./chance";

const runs = Array.from({ length: 20_000 }, () => chanceOf(newUuid()));
/** How many of these numbers lie in each tenth. */
function tenths(numbers: readonly number[]): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const number of numbers) counts[Math.floor(number * 10)] = (counts[Math.floor(number * 10)] ?? 0) + 1;
  return counts;
}
const areEven = (counts: readonly number[], of: number) =>
  counts.length === 10 && counts.every((count) => Math.abs(count - of / 10) < of / 50);

test("runs that come in one after the other are spread evenly, at every visit", () => {
  for (const visit of [1, 2, 3, 400]) {
    const counts = tenths(runs.map((chance) => chance(visit)));
    expect(areEven(counts, runs.length), `${visit}: ${counts}`).toBe(true);
  }
});

test("how a run went at one visit says nothing of the next", () => {
  const low = runs.filter((chance) => chance(2) < 0.5);
  const counts = tenths(low.map((chance) => chance(3)));
  expect(areEven(counts, low.length), String(counts)).toBe(true);
});

test("a run that is asked again gives the same answer", () => {
  const id = newUuid();
  expect(chanceOf(id)(7)).toBe(chanceOf(id)(7));
});
