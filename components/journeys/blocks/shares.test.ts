import { expect, test } from "vitest";
import { addBranch, evenShares } from "./shares";

const of = (...percents: number[]) =>
  percents.map((percent, index) => ({ name: String.fromCharCode(97 + index), label: "X", percent }));
const shares = (branches: { percent: number }[]) => branches.map(({ percent }) => percent);

test.each([2, 3, 7, 10])("even shares of %i make 100 % together", (count) => {
  const even = shares(evenShares(of(...Array.from({ length: count }, () => 0))));
  expect(even.reduce((sum, percent) => sum + percent, 0)).toBe(100);
  expect(Math.max(...even) - Math.min(...even)).toBeLessThanOrEqual(1);
});

test("a new branch takes what is missing, under a name of its own", () => {
  expect(addBranch(of(50, 20)).at(-1)).toEqual({ name: "c", label: "C", percent: 30 });
  expect(addBranch(of(50, 50)).at(-1)?.percent).toBe(0);
  const [a, , c] = of(1, 1, 1);
  expect(addBranch(a && c ? [a, c] : []).at(-1)?.name).toBe("b");
});
