import { expect, test } from "vitest";
import { parseEventData } from "./event-data";

test("an object is data, nothing typed is none, and everything else is refused", () => {
  expect(parseEventData('{"plan":"pro"}')).toEqual({ plan: "pro" });
  expect(parseEventData("  ")).toBeUndefined();
  for (const text of ["[1]", "null", '"text"', "{plan: pro}"]) expect(parseEventData(text)).toBeNull();
});
