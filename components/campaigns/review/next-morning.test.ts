import { expect, test } from "vitest";
import { localInput } from "@/components/ui/local-input";
import { nextMorning } from "./next-morning";

test("the next morning is tomorrow at nine, also over the end of a month", () => {
  expect(localInput(nextMorning(new Date(2026, 10, 30, 23, 59)))).toBe("2026-12-01T09:00");
});
