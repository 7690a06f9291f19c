import { getBackgroundContract, wakeFunctionContract } from "@/lib/background/contract";
import { createApiKeyContract } from "@/lib/workspaces/contract";
import { createApi, expect, open, test, unique } from "./fixtures";

/** In the order in which the page lists them. */
const expected = [
  ["relay-events", "Event relay"],
  ["recalculate-segments", "Segment recalculation"],
  ["deliver-webhooks", "Webhook deliveries"],
  ["advance-journeys", "Journeys"],
  ["send-campaigns", "Campaigns"],
  ["send-mail", "Mail"],
  ["run-jobs", "Imports and replays"],
  ["retire", "Removed tags, groups and fields"],
  ["alert-refusals", "Refusal alerts"],
  ["switch-off-webhooks", "Failing webhooks"],
  ["end-deliveries", "Hopeless deliveries"],
  ["forget-answers", "Remembered answers"],
  ["prune", "Retention"],
  ["partitions", "Partitions"],
  ["sweep", "Sweep"],
] as const;

test("the Background page shows every function and the engine, and runs one on demand", async ({ page, api }) => {
  const { functions, engine } = await api.call(getBackgroundContract, {});
  expect(engine).toBe("embedded");
  expect(functions.map(({ name, label }) => [name, label])).toEqual(expected);
  const runsOf = async (name: string) =>
    (await api.call(getBackgroundContract, {})).functions.find((one) => one.name === name)?.runs ?? 0;
  const before = await runsOf("partitions");

  await open(page, "/default/audiences");
  await page.getByRole("link", { name: "Background" }).click();
  await expect(page.getByRole("heading", { name: "Background", level: 1 })).toBeVisible();
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  for (const [name, label] of expected) await expect(row(name)).toContainText(label);
  await expect(page.getByText("Runs on the embedded engine")).toBeVisible();

  await page.getByRole("button", { name: "Run now: Partitions" }).click();
  await expect(page.getByText("Partitions was asked to run")).toBeVisible();
  await expect.poll(() => runsOf("partitions")).toBeGreaterThan(before);
  await expect(row("partitions")).toContainText("just now");

  await page.getByRole("button", { name: "Run now: Sweep" }).click();
  await expect(page.getByText("Sweep was asked to run")).toBeVisible();
  // It is written down every ten seconds, because it runs all the time.
  await expect(row("sweep")).toContainText("just now", { timeout: 20_000 });
});

test("who may not change the workspace sees nothing of the background", async ({ api, app }) => {
  const { key } = await api.call(createApiKeyContract, { name: unique("Viewer"), role: "viewer" });
  const viewer = createApi(app.url, key);
  expect(await viewer.status(getBackgroundContract, {})).toBe(403);
  expect(await viewer.status(wakeFunctionContract, { name: "partitions" })).toBe(403);
  expect(await api.status(wakeFunctionContract, { name: "no-such-function" })).toBe(404);
});

test("nobody outside runs a function, and probes see what is due", async ({ app }) => {
  const call = await fetch(`${app.url}/api/inngest?fnId=tidegate-sweep&stepId=step`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ event: { name: "tidegate/sweep.wake", data: {} }, events: [], steps: {}, ctx: {} }),
  });
  expect(call.status).toBe(401);
  expect((await fetch(`${app.url}/api/inngest`, { method: "PUT" })).status).toBe(405);
  const ready = await (await fetch(`${app.url}/api/ready`)).json();
  expect(ready).toMatchObject({
    status: "ready",
    engine: "embedded",
    due: { "relay-events": { oldestS: expect.anything() } },
  });
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  expect(metrics).toContain('tidegate_background_oldest_due_seconds{function="relay-events"}');
});
