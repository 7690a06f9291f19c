import { expect, test } from "vitest";
import { instantOf, localInput } from "./local-input";

test("a moment goes through the input unchanged, to the minute", () => {
  const at = new Date("2026-11-24T09:05:00.000Z");
  expect(instantOf(localInput(at))).toBe(at.toISOString());
});

test("what is no moment is none", () => {
  expect(instantOf("")).toBeNull();
  expect(instantOf("2026-13-40T09:00")).toBeNull();
  expect(instantOf("tomorrow")).toBeNull();
});
