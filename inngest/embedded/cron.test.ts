import { describe, expect, test } from "vitest";
import { parseCron } from "./cron";
import { wakeTime } from "./duration";

const next = (expression: string, from: string) => parseCron(expression)(new Date(from)).toISOString();

describe("the next minute of a schedule", () => {
  test.each([
    ["* * * * *", "2026-03-01T10:00:00Z", "2026-03-01T10:01:00.000Z"],
    ["* * * * *", "2026-03-01T10:00:59.999Z", "2026-03-01T10:01:00.000Z"],
    ["*/15 * * * *", "2026-03-01T10:16:00Z", "2026-03-01T10:30:00.000Z"],
    ["5,35 8-9 * * *", "2026-03-01T09:35:00Z", "2026-03-02T08:05:00.000Z"],
    ["0 0 1 * *", "2026-12-15T00:00:00Z", "2027-01-01T00:00:00.000Z"],
    ["0 6 * * 1-5", "2026-03-06T07:00:00Z", "2026-03-09T06:00:00.000Z"],
    ["0 6 * * 7", "2026-03-06T07:00:00Z", "2026-03-08T06:00:00.000Z"],
    ["0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00.000Z"],
    // With both days given, either is enough.
    ["0 0 13 * 5", "2026-03-01T00:00:00Z", "2026-03-06T00:00:00.000Z"],
  ])("%s after %s is %s", (expression, from, expected) => {
    expect(next(expression, from)).toBe(expected);
  });

  test.each([
    "* * * *",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * * 13 *",
    "5-1 * * * *",
    "*/0 * * * *",
    "@daily",
    "a * * * *",
  ])("%s is refused", (expression) => {
    expect(() => parseCron(expression)).toThrow(expression.split(" ")[0]);
  });

  test("a day that never comes is refused when it is looked for", () => {
    expect(() => next("0 0 31 2 *", "2026-01-01T00:00:00Z")).toThrow("names no day that exists");
  });
});

describe("the end of a sleep", () => {
  const now = new Date("2026-03-01T10:00:00Z");
  test.each([
    ["1s", "2026-03-01T10:00:01.000Z"],
    ["1h30m", "2026-03-01T11:30:00.000Z"],
    ["2d", "2026-03-03T10:00:00.000Z"],
    ["2026-04-01T00:00:00Z", "2026-04-01T00:00:00.000Z"],
  ])("%s is %s", (text, expected) => {
    expect(wakeTime(text, now).toISOString()).toBe(expected);
  });
  test("nonsense is refused", () => {
    expect(() => wakeTime("soon", now)).toThrow("soon");
  });
});
