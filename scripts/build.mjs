import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Halt, isProgram, runProgram } from "./halt.mjs";
import { at } from "./paths.mjs";
import { during } from "./progress.mjs";
import { runNode, tail } from "./run.mjs";

/** What goes into a build. Migrations are read when the app starts, tests never. */
const INPUTS = [
  "app",
  "components",
  "lib",
  "db",
  "inngest",
  "public",
  "server.ts",
  "server",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "tsconfig.json",
  "postcss.config.mjs",
];
const LEFT_OUT = /(\.test\.tsx?|^db\/migrations)$/;
const STAMP = ".build/inputs";
const BUNDLES = {
  server: "server.ts",
  background: "inngest/thread/background.ts",
  pages: "server/process/pages.ts",
};

/**
 * Builds the pages and the server unless what stands there was made from the same files.
 * @param {{ force?: boolean, signal?: AbortSignal }} options
 * @returns {Promise<"built" | "current">}
 */
export async function build({ force = false, signal } = {}) {
  const inputs = hashInputs();
  if (!force && isCurrent(inputs)) return "current";
  // No stamp while the output is half-made: an interrupted build is made again.
  rmSync(at(STAMP), { force: true });
  await during("Building", async () => {
    await buildPages(signal);
    await bundleServer();
  });
  writeFileSync(at(STAMP), inputs);
  return "built";
}

async function buildPages(signal) {
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await runNode(at("node_modules/next/dist/bin/next"), ["build"], { env, signal });
  if (code === 0) return;
  console.error(tail(output, 60));
  throw new Halt("The pages could not be built: the reason stands above.");
}

async function bundleServer() {
  mkdirSync(at(".build"), { recursive: true });
  // Imported here: this module is also loaded before the packages are installed.
  const { build: bundle } = await import("esbuild");
  await bundle({
    absWorkingDir: at(),
    entryPoints: BUNDLES,
    outdir: ".build",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    // Known to esbuild from tsconfig.json too, but there a misspelt path passes for a package.
    alias: { "@": at() },
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    sourcesContent: false,
    logLevel: "warning",
  }).catch(() => {
    throw new Halt("The server could not be bundled: the reason stands above.");
  });
}

function isCurrent(inputs) {
  if (
    ![STAMP, ...Object.keys(BUNDLES).map((name) => `.build/${name}.mjs`), ".next/BUILD_ID"].every((path) =>
      existsSync(at(path)),
    )
  )
    return false;
  return readFileSync(at(STAMP), "utf8") === inputs;
}

function hashInputs() {
  const hash = createHash("sha256");
  for (const path of INPUTS.flatMap(filesBelow)) {
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(at(path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  if (LEFT_OUT.test(path) || !existsSync(at(path))) return [];
  const entries = listFolder(path);
  return entries === null ? [path] : entries.flatMap((name) => filesBelow(join(path, name).replaceAll("\\", "/")));
}

/** Sorted names in a folder; null for a file. */
function listFolder(path) {
  try {
    return readdirSync(at(path)).sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return null;
    throw error;
  }
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const result = await build({ force: process.argv.includes("--force") });
    if (result === "current") console.log("The build is up to date (--force builds anyway).");
  });
}
