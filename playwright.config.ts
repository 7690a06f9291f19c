import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** `npm test` finds the browser and notes its path; started by hand, Playwright's own is used where there is no note. */
function chromiumPath(): string | undefined {
  const note = ".build/chromium";
  return process.env.CHROMIUM_PATH || (existsSync(note) ? readFileSync(note, "utf8").trim() : undefined);
}

const isRoot = process.getuid?.() === 0;

/** No webServer: the fixtures start the servers that the stories need. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: ".build/playwright.json" }]],
  use: {
    // Without a film of every story: making it took two fifths of their time. A trace still holds each step with its page.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        // Chromium's sandbox refuses to run as root.
        ...(isRoot ? ["--no-sandbox"] : []),
        // The stories talk to localhost only; these keep the browser from looking anywhere else.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
      ],
    },
  },
});
