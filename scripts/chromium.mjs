import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Halt } from "./halt.mjs";
import { at } from "./paths.mjs";
import { during } from "./progress.mjs";
import { run, runNode } from "./run.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_APPS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/** Where the path of the browser is left for playwright.config.ts. */
const NOTE = ".build/chromium";

/** Finds a Chromium for the browser tests, installs one where none is, and leaves its path for Playwright. */
export async function ensureChromium() {
  const path = (await findChromium()) ?? (await installFromPlaywright()) ?? (await installFromDebian());
  if (path === null) {
    throw new Halt(
      "The browser tests need Chromium and none was found or could be installed: install Chromium or Chrome, or name one with CHROMIUM_PATH.",
    );
  }
  mkdirSync(at(".build"), { recursive: true });
  writeFileSync(at(NOTE), path);
  return path;
}

/**
 * The path of a Chromium that runs: CHROMIUM_PATH, Playwright's own, the system's. null when there is none.
 * @returns {Promise<string | null>}
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await runs(named)) return named;
    throw new Halt(`CHROMIUM_PATH names ${named}, which does not run: correct it or unset it.`);
  }
  return firstRunning([await playwrightsOwn(), ...onPath(NAMES), ...MAC_APPS]);
}

async function playwrightsOwn() {
  const { chromium } = await import("playwright");
  return chromium.executablePath();
}

function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function firstRunning(paths) {
  for (const path of paths) if (await runs(path)) return path;
  return null;
}

/** Asked for its version, because a file alone says little: Ubuntu's is a note about a snap, others lack libraries. */
async function runs(path) {
  if (!isExecutable(path)) return false;
  if (process.platform === "win32") return true;
  const { code } = await run(path, ["--version"], { timeoutMs: 20_000 });
  return code === 0;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installFromPlaywright() {
  // Where its server can't be reached, ten seconds are enough to know.
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" };
  const install = () =>
    runNode(at("node_modules/playwright/cli.js"), ["install", "chromium"], { env, timeoutMs: 300_000 });
  const { code } = await during("Installing Chromium for the browser tests", install);
  return code === 0 ? findChromium() : null;
}

async function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return null;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await during("Installing the system's Chromium for the browser tests", async () => {
    await run("apt-get", ["update"], { env, timeoutMs: 300_000 });
    await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env, timeoutMs: 900_000 });
  });
  return findChromium();
}
