import { describe, expect, test } from "vitest";
import { rateText } from "./rate-text";

describe("rateText", () => {
  test("shows one decimal below ten percent and none from there on", () => {
    expect(rateText(42, 1000)).toBe("4.2 %");
    expect(rateText(384, 1000)).toBe("38 %");
    expect(rateText(0, 1000)).toBe("0 %");
  });

  test("never calls it everybody while somebody is missing", () => {
    expect(rateText(9_999, 10_000)).toBe("99 %");
    expect(rateText(10_000, 10_000)).toBe("100 %");
  });

  test("knows no share of nothing", () => {
    expect(rateText(0, 0)).toBeNull();
  });
});
