// What the HTTP client can do by itself: the same body to the same receivers, so many requests under way at once.
// In: one JSON line on stdin {urls, body, concurrency, durationMs}. Out: {perSecond}.
import { Agent } from "undici";

const plan = JSON.parse(await new Promise((resolve) => process.stdin.once("data", (data) => resolve(data.toString()))));
const agent = new Agent({ pipelining: 1 });
const headers = { "content-type": "application/json", "webhook-id": "bare" };
const urls = plan.urls.map((url) => new URL(url));
const endAt = performance.now() + plan.durationMs;
let done = 0;
let turn = 0;

async function worker() {
  while (performance.now() < endAt) {
    const { origin, pathname } = urls[turn++ % urls.length];
    const response = await agent.request({ origin, path: pathname, method: "POST", headers, body: plan.body });
    await response.body.dump();
    done++;
  }
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: plan.concurrency }, worker));
process.stdout.write(JSON.stringify({ perSecond: (done * 1_000) / (performance.now() - startedAt) }));
await agent.close();
