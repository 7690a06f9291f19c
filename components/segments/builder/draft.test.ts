import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addCondition,
  addGroup,
  changeCondition,
  type DraftGroup,
  type DraftNode,
  duplicateNode,
  idsByPath,
  moveNode,
  removeNode,
} from "./draft";

const line = (id: number): DraftNode => ({ kind: "condition", id, field: `f${id}`, op: "is", value: id });
const group = (id: number, ...children: DraftNode[]): DraftGroup => ({ kind: "group", id, match: "all", children });

/** `[1, [2, 3]]`: a group of the condition 1 and a group of 2 and 3. */
type Sketch = (number | Sketch)[];
const sketch = (node: DraftGroup): Sketch =>
  node.children.map((child) => (child.kind === "group" ? sketch(child) : Number(child.value)));

test("a line goes up and down as the eye reads: past a line, into a group, and out of it again", () => {
  let tree = group(0, line(1), group(10, line(2), line(3)), line(4));
  const seen = [sketch(tree)];
  for (let step = 0; step < 5; step += 1) {
    tree = moveNode(tree, 1, "down", 5);
    seen.push(sketch(tree));
  }
  expect(seen).toEqual([
    [1, [2, 3], 4],
    [[1, 2, 3], 4],
    [[2, 1, 3], 4],
    [[2, 3, 1], 4],
    [[2, 3], 1, 4],
    [[2, 3], 4, 1],
  ]);
  expect(moveNode(tree, 1, "down", 5)).toBe(tree);
  for (let step = 0; step < 5; step += 1) tree = moveNode(tree, 1, "up", 5);
  expect(sketch(tree)).toEqual([1, [2, 3], 4]);
});

test("a group whose last line leaves is gone", () => {
  const tree = group(0, group(10, line(1)), line(2));
  expect(sketch(moveNode(tree, 1, "up", 5))).toEqual([1, 2]);
  expect(sketch(removeNode(tree, 1))).toEqual([2]);
});

test("a group is laid past another one where it would stand too deep", () => {
  const tree = group(0, group(10, line(1)), group(20, line(2)));
  expect(sketch(moveNode(tree, 10, "down", 2))).toEqual([[2], [1]]);
  expect(sketch(moveNode(tree, 10, "down", 3))).toEqual([[[1], 2]]);
});

test("a copy stands below what it was made of and can be changed alone", () => {
  const copied = duplicateNode(group(0, group(10, line(1)), line(2)), 10);
  expect(sketch(copied)).toEqual([[1], [1], 2]);
  const ids = [...idsByPath(copied).values()];
  expect(new Set(ids).size).toBe(ids.length);
});

test("an issue's path names the node that it is about", () => {
  const tree = group(0, line(1), { ...group(10, line(2), line(3)), match: "any" });
  expect(Object.fromEntries(idsByPath(tree))).toEqual({
    rules: 0,
    "rules.all.0": 1,
    "rules.all.1": 10,
    "rules.all.1.any.0": 2,
    "rules.all.1.any.1": 3,
  });
});

test("moving and adding lose no line and never nest too deep", () => {
  const depthMax = 2;
  const depthOf = (node: DraftNode): number =>
    node.kind === "group" ? 1 + Math.max(0, ...node.children.map(depthOf)) : 0;
  const steps = fc.array(fc.tuple(fc.nat(), fc.constantFrom("up", "down", "line", "group")), { maxLength: 40 });
  fc.assert(
    fc.property(steps, (all) => {
      let tree = group(0, line(1), line(2));
      for (const [pick, step] of all) {
        const ids = [...idsByPath(tree).values()];
        const id = ids[pick % ids.length] ?? 0;
        const before = sketch(tree).flat(9).length;
        if (step === "line") tree = addCondition(tree, 0).root;
        else if (step === "group") tree = addGroup(tree, tree).root;
        else tree = moveNode(tree, id, step, depthMax);
        const added = step === "line" || step === "group" ? 1 : 0;
        expect(sketch(tree).flat(9)).toHaveLength(before + added);
        expect(depthOf(tree)).toBeLessThanOrEqual(depthMax);
      }
    }),
  );
});

test("a changed line keeps its place", () => {
  const tree = group(0, line(1), group(10, line(2)));
  const next = changeCondition(tree, { kind: "condition", id: 2, field: null, op: null, value: 7 });
  expect(sketch(next)).toEqual([1, [7]]);
});
