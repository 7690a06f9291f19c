import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonErrorPosition } from "./json-position";

test.each([
  ['{"email":', 9],
  ['{"a": 1,}', 8],
  ['{"a" 1}', 5],
  ["{a: 1}", 1],
  ['{"a": 01}', 7],
  ['{"a": "x}', 6],
  ["[1, 2", 5],
  ["[1 2]", 3],
  ['{"a": 1} x', 9],
  ["{'a': 1}", 1],
  ['{"a": tru}', 6],
  ["}", 0],
  ['{"a": [1, {"b": }]}', 16],
])("%s goes wrong at %i", (text, position) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(jsonErrorPosition(text)).toBe(position);
});

test("a JSON text that is cut anywhere goes wrong at its end or at the token that was cut", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, at) => {
      const cut = text.slice(0, at % text.length);
      const position = jsonErrorPosition(cut);
      expect(position).not.toBeNull();
      expect(position ?? 0).toBeLessThanOrEqual(cut.length);
    }),
  );
});

test("a text too long to look through quickly is not looked through", () => {
  expect(jsonErrorPosition("[".repeat(1_000_000))).toBeNull();
});
