import { expect, test } from "vitest";
import { outlookOf } from "./outlook";

const now = Date.parse("2026-01-31T12:00:00Z");
const soon = "2026-01-31T12:04:00.000Z";
const cause = { code: "timeout", label: "No answer in time", message: "Their server took longer than 15 s." };
const waiting = {
  state: "pending" as const,
  attemptCount: 2,
  responseStatus: null,
  cause,
  nextAttemptAt: soon,
  nextAttemptNumber: 3,
};
const on = { active: true, disabled: null, health: { openUntil: null } };

test("a failed attempt is told with its cause, when the next one is, and its place in the schedule", () => {
  expect(outlookOf(waiting, on, now)).toEqual({
    tone: "info",
    title: "Their server took longer than 15 s.",
    next: "Next attempt {when}, 3 of 10.",
    at: soon,
  });
});

test("what holds an attempt back is said instead of its time", () => {
  const next = (endpoint: typeof on | { active: boolean; disabled: null; health: { openUntil: string } }) =>
    outlookOf(waiting, endpoint, now).next;
  expect(next({ ...on, active: false })).toContain("switched off");
  expect(next({ ...on, health: { openUntil: "2026-01-31T12:09:00.000Z" } })).toContain("goes on {when}");
  expect(next({ ...on, health: { openUntil: "2026-01-31T12:02:00.000Z" } })).toContain("3 of 10");
  expect(next({ ...on, health: { openUntil: "2026-01-31T11:00:00.000Z" } })).toContain("3 of 10");
});

test("an attempt that is due or under way is not put into the future", () => {
  const past = "2026-01-31T11:59:59.000Z";
  expect(outlookOf({ ...waiting, nextAttemptAt: past }, on, now).next).toBe("The next attempt is due now, 3 of 10.");
  expect(outlookOf({ ...waiting, nextAttemptAt: null, nextAttemptNumber: null }, null, now).next).toContain(
    "at this moment",
  );
});

test("a failure says whether it was given up or can't be mended", () => {
  const failed = { ...waiting, state: "failed" as const, nextAttemptAt: null, nextAttemptNumber: null };
  const gone = { code: "gone", label: "Gone (410)", message: "Nobody wants this." };
  const deleted = { code: "contact_deleted", label: "Contact deleted", message: "The contact was deleted." };
  expect(outlookOf({ ...failed, attemptCount: 10 }, on, now).next).toContain("last of 10 attempts");
  expect(outlookOf({ ...failed, attemptCount: 12, cause: gone }, on, now).next).toContain("not tried again by itself");
  expect(outlookOf({ ...failed, cause: deleted }, on, now).next).not.toContain("resend");
});

test("what is held says what lets it go", () => {
  const held = { ...waiting, state: "held" as const, cause: null };
  expect(outlookOf(held, on, now).next).toContain("sends or drops it");
  expect(outlookOf(held, { ...on, active: false }, now).next).toContain("switched on");
});
