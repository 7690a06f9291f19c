import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attemptsMax, type Failure, parseRetryAfter, retryDelayMs } from "./retry";

const failure = (more: Partial<Failure> = {}): Failure => ({
  cause: "status",
  responseStatus: 500,
  retryAfterMs: null,
  ...more,
});
const hourMs = 3_600_000;

describe("the next attempt", () => {
  test("follows the schedule of Standard Webhooks: ten attempts in about three days", () => {
    const delays = Array.from({ length: attemptsMax }, (_, index) => retryDelayMs(index + 1, failure(), 0.5));
    expect(delays.slice(0, 3)).toEqual([5_000, 300_000, 1_800_000]);
    expect(delays.slice(3, 9).map((ms) => (ms ?? 0) / hourMs)).toEqual([2, 5, 10, 14, 20, 24]);
    expect(delays[9]).toBeNull();
  });

  test("varies by a fifth at most, so that what failed together does not come together", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (attempts, random) => {
          const middle = retryDelayMs(attempts, failure(), 0.5) ?? 0;
          const delay = retryDelayMs(attempts, failure(), random) ?? 0;
          expect(Math.abs(delay - middle)).toBeLessThanOrEqual(middle * 0.2 + 1);
        },
      ),
    );
  });

  test("never comes before the receiver's wish", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(24 * hourMs), (attempts, retryAfterMs) => {
        expect(retryDelayMs(attempts, failure({ retryAfterMs }), 0)).toBeGreaterThanOrEqual(retryAfterMs);
      }),
    );
  });

  test.each([
    ["410", { cause: "gone", responseStatus: 410 }],
    ["a request that can't be made", { cause: "bad_request", responseStatus: null }],
    ["508, a loop", { cause: "status", responseStatus: 508 }],
  ] as const)("does not follow %s", (_, more) => {
    expect(retryDelayMs(1, failure({ ...more, retryAfterMs: 1_000 }), 0.5)).toBeNull();
  });
});

describe("Retry-After", () => {
  const now = new Date("2026-03-01T10:00:00Z");
  test.each([
    ["120", 120_000],
    [" 0 ", 0],
    ["Sun, 01 Mar 2026 10:02:00 GMT", 120_000],
    ["Sun, 01 Mar 2026 09:00:00 GMT", 0],
    ["99999999", 24 * hourMs],
    ["Mon, 01 Mar 2027 10:00:00 GMT", 24 * hourMs],
    ["-5", null],
    ["1.5", null],
    ["soon", null],
    ["2026-03-01", null],
    ["", null],
    [undefined, null],
  ])("%s is %s ms", (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });

  test("whatever a receiver writes there, it is a time between now and a day, or nothing", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const ms = parseRetryAfter(header, now);
        expect(ms === null || (ms >= 0 && ms <= 24 * hourMs)).toBe(true);
      }),
    );
  });
});
