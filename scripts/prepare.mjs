import { readFileSync } from "node:fs";
import { at } from "./paths.mjs";

// Only what any Node can read stands above: the first thing to check is which Node this is.
const needed = /(\d+)\.(\d+)/
  .exec(JSON.parse(readFileSync(at("package.json"), "utf8")).engines.node)
  .slice(1)
  .map(Number);
const running = process.versions.node.split(".").map(Number);
if (running[0] < needed[0] || (running[0] === needed[0] && running[1] < needed[1])) {
  console.error(`Tidegate needs Node ${needed.join(".")} or newer, and this is Node ${process.versions.node}.`);
  process.exit(1);
}

const { isProgram, runProgram } = await import("./halt.mjs");
const { ensurePackages } = await import("./install.mjs");
const { ensurePostgresLinks } = await import("./postgres-links.mjs");
const { build } = await import("./build.mjs");
const { ensureChromium } = await import("./chromium.mjs");

const EXTRA = { start: () => build(), dev: () => {}, test: () => ensureChromium() };

/**
 * Makes a fresh checkout ready; does nothing, quickly, where everything is.
 * @param {"start" | "dev" | "test"} goal
 */
export async function prepare(goal) {
  await ensurePackages();
  await ensurePostgresLinks();
  await EXTRA[goal]();
}

if (isProgram(import.meta.url)) {
  const goal = process.argv[2];
  if (!Object.hasOwn(EXTRA, goal ?? "")) {
    console.error("Usage: node scripts/prepare.mjs start|dev|test");
    process.exit(1);
  }
  await runProgram(() => prepare(goal));
  // Whoever reads the last line of a test run finds one, even where no test could run.
  if (goal === "test" && process.exitCode) console.log("0 passed, 1 failed");
}
