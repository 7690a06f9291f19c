import { expect, test } from "vitest";
import { startDrain } from "./drain";
import { createLog } from "./log";

const log = createLog("silent");
const hour = 3_600_000;

test("a woken drain works until there is no more, one call at a time, and stops when asked", async () => {
  let left = 3;
  let atOnce = 0;
  let most = 0;
  const drain = startDrain("test", log, hour, async () => {
    most = Math.max(most, ++atOnce);
    await new Promise(setImmediate);
    atOnce--;
    return --left > 0;
  });
  drain.wake();
  drain.wake();
  await expect.poll(() => left).toBeLessThanOrEqual(0);
  await drain.stop();
  expect(most).toBe(1);
});

test("a failure does not end the drain: the next wake works", async () => {
  let calls = 0;
  const drain = startDrain("test", log, hour, async () => {
    calls++;
    if (calls === 1) throw new Error("once");
    return false;
  });
  drain.wake();
  await expect.poll(() => calls).toBe(1);
  drain.wake();
  await expect.poll(() => calls).toBe(2);
  await drain.stop();
});

test("nothing starts after a stop", async () => {
  let calls = 0;
  const drain = startDrain("test", log, hour, async () => {
    calls++;
    return false;
  });
  await drain.stop();
  drain.wake();
  await new Promise(setImmediate);
  expect(calls).toBe(0);
});
