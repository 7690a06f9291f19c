import fc from "fast-check";
import { expect, test } from "vitest";
import { matchKey } from "./match-key";

test.each(["firstname", "firstName", "first_name", "first-name", "First Name", "FIRST__NAME", " first\tname "])(
  "%j names the field first_name",
  (key) => {
    expect(matchKey(key)).toBe("firstname");
  },
);

test("letters keep their meaning however they are composed", () => {
  expect(matchKey("Gro\u0308ße")).toBe(matchKey("grö_ße"));
  expect(matchKey("ΠΕΛΑΤ_ΗΣ")).toBe(matchKey("πελατης"));
});

test("a match key is its own match key", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(matchKey(matchKey(text))).toBe(matchKey(text));
    }),
    { numRuns: 2_000 },
  );
});
