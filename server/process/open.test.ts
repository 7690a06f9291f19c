import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createLog } from "@/lib/log";
import { forkPages } from "./open";

const standIn = new URL("testing/echo.mjs", import.meta.url);
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function open(engine = "embedded") {
  const wakes: unknown[] = [];
  const pages = forkPages(standIn);
  stops.push(pages.stop);
  const answer = await pages.open(
    { log: createLog("silent"), background: { accept: (wake) => wakes.push(wake) } },
    // The stand-in reads two of them.
    { engine } as Parameters<typeof pages.open>[1],
  );
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0);
  await once(server, "listening");
  stops.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (path: string, accept = "*/*") => {
    const response = await fetch(url + path, { headers: { accept } });
    return { status: response.status, body: await response.text() };
  };
  return { pages, wakes, ask };
}

test("another process answers, and passes on what it wants done in the background", async () => {
  const { wakes, ask } = await open();
  const { body } = await ask("/wake");
  expect(body).toMatch(/^\d+ \/wake$/);
  expect(body).not.toContain(String(process.pid));
  await expect.poll(() => wakes).toEqual([{ name: "relay-events", shard: 3 }]);
});

test("a process that dies is started again; until then whoever asks is told to come back", async () => {
  const { ask } = await open();
  const before = await ask("/");
  const [json, page] = await Promise.all([ask("/die"), ask("/die", "text/html")]);
  expect(json).toMatchObject({ status: 503, body: expect.stringContaining("Try again in a moment") });
  expect(page).toMatchObject({ status: 503, body: expect.stringContaining("reloads by itself") });
  await expect.poll(async () => (await ask("/")).status, { timeout: 10_000 }).toBe(200);
  expect((await ask("/")).body).not.toBe(before.body);
});

test("a process that can't start says so", async () => {
  await expect(open("broken")).rejects.toThrow("ended (3)");
});

test("stopped, it is gone and stays gone, also while it is starting", async () => {
  const { pages, ask } = await open();
  const [pid] = (await ask("/")).body.split(" ");
  await pages.stop();
  expect(() => process.kill(Number(pid), 0)).toThrow("ESRCH");
  await forkPages(standIn).stop();
});
