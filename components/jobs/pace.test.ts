import { expect, test } from "vitest";
import { paceOf, remainingText } from "./pace";

const startedAt = "2026-01-01T00:00:00.000Z";
const start = Date.parse(startedAt);

test("a job's pace is what it has done since it began", () => {
  const job = { state: "running", startedAt, done: 500, total: 2_000 } as const;
  expect(paceOf(job, start + 10_000)).toEqual({ rate: 50, remainingMs: 30_000 });
  expect(paceOf({ ...job, total: null }, start + 10_000)).toEqual({ rate: 50, remainingMs: null });
});

test("a job that waits, has just begun or is over has none", () => {
  const job = { state: "running", startedAt, done: 500, total: 2_000 } as const;
  expect(paceOf(job, start + 1_999)).toBeNull();
  expect(paceOf({ ...job, done: 0 }, start + 10_000)).toBeNull();
  expect(paceOf({ ...job, state: "done" }, start + 10_000)).toBeNull();
  expect(paceOf({ ...job, startedAt: null }, start + 10_000)).toBeNull();
});

test("what is left is said in round words", () => {
  expect([3_000, 34_000, 240_000, 3 * 3_600_000].map(remainingText)).toEqual([
    "a few seconds left",
    "about 30 s left",
    "about 4 min left",
    "about 3 h left",
  ]);
});
