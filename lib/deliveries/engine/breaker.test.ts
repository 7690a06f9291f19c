import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterAttempt, breakerState, type Health, type Sign, unknownHealth } from "./breaker";

const start = new Date("2026-03-01T10:00:00Z");
const at = (ms: number) => new Date(start.getTime() + ms);
const sign = (ms: number, failure: Partial<Sign["failure"]> | null = {}, tookMs = 10): Sign => ({
  startedAt: at(ms),
  endedAt: at(ms + tookMs),
  failure:
    failure === null ? null : { cause: "status", responseStatus: 500, retryAfterMs: null, message: "500", ...failure },
});
const openMs = (health: Health, sinceMs: number) => (health.openUntil?.getTime() ?? 0) - start.getTime() - sinceMs;

/** Ten failures, a second apart. */
const tripped = () => Array.from({ length: 10 }, (_, n) => sign(n * 1_000)).reduce(afterAttempt, unknownHealth);

describe("the breaker", () => {
  test("opens at the tenth failure in a row, not before, for half a minute", () => {
    const nine = Array.from({ length: 9 }, (_, n) => sign(n * 1_000)).reduce(afterAttempt, unknownHealth);
    expect(breakerState(nine, at(9_000))).toBe("closed");
    const ten = afterAttempt(nine, sign(9_000));
    expect(openMs(ten, 9_010)).toBe(30_000);
    expect(breakerState(ten, at(20_000))).toBe("open");
    expect(breakerState(ten, at(60_000))).toBe("half_open");
  });

  test("stays open twice as long after every probe that fails, ten minutes at most", () => {
    let health = tripped();
    const pauses: number[] = [];
    for (let probe = 0; probe < 6; probe++) {
      const startedMs = (health.openUntil?.getTime() ?? 0) - start.getTime();
      health = afterAttempt(health, sign(startedMs));
      pauses.push(openMs(health, startedMs + 10) / 1_000);
    }
    expect(pauses).toEqual([60, 120, 240, 480, 600, 600]);
  });

  test("requests that were under way when it opened don't open it further", () => {
    const opened = tripped();
    const after = [1, 2, 3].map((n) => sign(9_000 - n, {}, 500)).reduce(afterAttempt, opened);
    expect(after.trips).toBe(1);
    expect(openMs(after, 9_010)).toBe(30_000);
  });

  test("a success closes it and forgets the failures", () => {
    const closed = afterAttempt(tripped(), sign(60_000, null));
    expect(closed).toMatchObject({ failuresInRow: 0, openUntil: null, trips: 0, failingSince: null });
    expect(closed.lastError).toBe("500");
  });

  test("an endpoint that is busy is left alone at its first word, for as long as it asks, an hour at most", () => {
    for (const responseStatus of [429, 502, 503, 504])
      expect(openMs(afterAttempt(unknownHealth, sign(0, { responseStatus })), 10)).toBe(5_000);
    const asks = (retryAfterMs: number) => afterAttempt(unknownHealth, sign(0, { responseStatus: 429, retryAfterMs }));
    expect(openMs(asks(120_000), 10)).toBe(120_000);
    expect(openMs(asks(86_400_000), 10)).toBe(3_600_000);
  });

  test("one 500 does not slow an endpoint down; one that lets a request time out is slow for a while", () => {
    expect(afterAttempt(unknownHealth, sign(0))).toMatchObject({ openUntil: null, slowUntil: null });
    const slow = afterAttempt(unknownHealth, sign(0, { cause: "timeout", responseStatus: null }, 15_000));
    expect(slow.slowUntil).toEqual(at(15_000 + 300_000));
  });

  const anyFailure = fc.record({
    responseStatus: fc.constantFrom(null, 400, 429, 500, 503),
    retryAfterMs: fc.option(fc.nat(86_400_000)),
  });
  const anySign = fc.record({ afterMs: fc.nat(600_000), tookMs: fc.nat(15_000), failure: fc.option(anyFailure) });

  test("whatever an endpoint answers: it fails since its first failure, counts rows of failures, and is never closed for good", () => {
    fc.assert(
      fc.property(fc.array(anySign, { maxLength: 60 }), (answers) => {
        let health = unknownHealth;
        let now = 0;
        let failingSince: Date | null = null;
        let inRow = 0;
        let lastEndMs = 0;
        for (const { afterMs, tookMs, failure } of answers) {
          now += afterMs;
          lastEndMs = Math.max(lastEndMs, now + tookMs);
          const one = sign(now, failure, tookMs);
          health = afterAttempt(health, one);
          failingSince = failure === null ? null : (failingSince ?? one.endedAt);
          inRow = failure === null ? 0 : inRow + 1;
          expect(health.failingSince).toEqual(failingSince);
          expect(health.failuresInRow).toBe(inRow);
          expect(breakerState(health, at(lastEndMs + 3_600_000))).not.toBe("open");
          if (failure === null) expect(health.openUntil).toBeNull();
        }
      }),
    );
  });
});
