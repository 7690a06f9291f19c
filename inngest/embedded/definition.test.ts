import { describe, expect, test } from "vitest";
import { parseRegistration } from "./definition";

const register = (more: object) =>
  parseRegistration({
    functions: [
      {
        id: "app-fn",
        name: "fn",
        triggers: [{ event: "e" }],
        steps: { step: { id: "step", name: "step", runtime: {}, retries: { attempts: 2 } } },
        ...more,
      },
    ],
  });

describe("what the embedded engine lacks is refused at the start, by function and feature", () => {
  const lacking: [string, object][] = [
    ["batchEvents", { batchEvents: { maxSize: 10, timeout: "1s" } }],
    ["debounce", { debounce: { period: "1s" } }],
    ["throttle", { throttle: { limit: 1, period: "1s" } }],
    ["rateLimit", { rateLimit: { limit: 1, period: "1s" } }],
    ["singleton", { singleton: { mode: "skip" } }],
    ["priority", { priority: { run: "1" } }],
    ["cancel", { cancel: [{ event: "x" }] }],
    ["idempotency", { idempotency: "event.data.id" }],
    ["triggers other than", { triggers: [{ event: "e", expression: "event.data.a == 1" }] }],
    ["concurrency", { concurrency: { limit: 1, scope: "account", key: "event.data.a" } }],
    ["event.data.a + event.data.b", { concurrency: { limit: 1, key: "event.data.a + event.data.b" } }],
  ];
  test.each(lacking)("%s", (feature, more) => {
    expect(() => register(more)).toThrow("the function app-fn");
    expect(() => register(more)).toThrow(feature);
  });

  test("a schedule that can't be read", () => {
    expect(() => register({ triggers: [{ cron: "61 * * * *" }] })).toThrow('the minute "61" must lie in 0–59');
  });
});

test("what it does is understood", () => {
  const [fn] = register({
    triggers: [{ event: "a" }, { cron: "0 3 * * *" }],
    concurrency: [{ limit: 3 }, { limit: 1, key: "event.data.shard" }],
  });
  expect(fn).toMatchObject({
    id: "app-fn",
    events: ["a"],
    attemptsMax: 3,
    limits: [
      { limit: 3, keyPath: null },
      { limit: 1, keyPath: ["data", "shard"] },
    ],
  });
  expect(fn?.schedules).toHaveLength(1);
});
