import { expect, test } from "vitest";
import { canonicalJson, oversize, storableJson, storableObject } from "./json-value";

const limits = { depthMax: 4, keysMax: 10 };
const nested = (levels: number): object => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`);

test("levels and keys are counted, nested ones included", () => {
  expect(oversize(nested(4), limits)).toBeNull();
  expect(oversize(nested(5), limits)).toBe("depthMax");
  expect(oversize({ list: Array(9).fill(0) }, limits)).toBeNull();
  expect(oversize({ list: Array(10).fill(0) }, limits)).toBe("keysMax");
});

test("a value nested deeper than the stack is refused, not a crash", () => {
  expect(oversize(nested(200_000), { depthMax: 32, keysMax: 500_000 })).toBe("depthMax");
});

test("what PostgreSQL can't hold is taken out, at every level, and nothing else changes", () => {
  expect(storableJson({ "a\0": ["x\0y", { b: "\ud800!" }], n: 1.5, t: true, z: null, text: " é\n" })).toEqual({
    a: ["xy", { b: "\ufffd!" }],
    n: 1.5,
    t: true,
    z: null,
    text: " é\n",
  });
});

test("keys that would reach a prototype are left out", () => {
  const value = JSON.parse('{"__proto__":{"admin":true},"deep":{"constructor":1,"kept":2}}');
  expect(JSON.stringify(storableObject(value))).toBe('{"deep":{"kept":2}}');
});

test("equal values have one text, whatever the order of their keys", () => {
  expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: 1 })).toBe(canonicalJson({ a: 1, b: [{ x: 2, y: 1 }] }));
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});
