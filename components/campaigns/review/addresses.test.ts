import { expect, test } from "vitest";
import { addressesIn } from "./addresses";

test("addresses may stand in a line or below one another, and twice", () => {
  expect(addressesIn(" a@example.com, b@example.com;c@example.com\na@example.com ,")).toEqual([
    "a@example.com",
    "b@example.com",
    "c@example.com",
  ]);
  expect(addressesIn(" , ")).toEqual([]);
});
