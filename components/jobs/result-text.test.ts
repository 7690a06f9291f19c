import { expect, test } from "vitest";
import { resultText } from "./result-text";

const noun = { one: "request", many: "requests" };

test("what came of a job is one sentence", () => {
  const text = (done: number, failed: number) => resultText({ done, succeeded: done - failed, failed }, noun);
  expect(text(0, 0)).toBe("There was nothing to do.");
  expect(text(1, 0)).toBe("1 request went well.");
  expect(text(1, 1)).toBe("1 request failed.");
  expect(text(1_200, 0)).toBe("All 1,200 requests went well.");
  expect(text(8, 8)).toBe("All 8 requests failed.");
  expect(text(8, 3)).toBe("5 of 8 requests went well, 3 failed.");
});

test("a kind that this version does not know is counted without a word", () => {
  expect(resultText({ done: 2, succeeded: 2, failed: 0 }, null)).toBe("All 2 went well.");
});
