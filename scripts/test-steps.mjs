import { existsSync, readdirSync, rmSync } from "node:fs";
import { build } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { at } from "./paths.mjs";
import { runNode } from "./run.mjs";
import { countPlaywright, countVitest, withExitCode } from "./test-results.mjs";

const one = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
const bin = (path) => at("node_modules", path);

/**
 * The steps of `npm test`, in order. `run` gets what is shared by all steps, and the arguments meant for its tool; it returns
 * its counts. `needs` names a step without whose success it makes no sense, `database` says that it needs one.
 */
export const STEPS = [
  { name: "lint", title: "Format and lint", run: lint },
  { name: "types", title: "Types", run: types },
  { name: "vitest", title: "Tests", database: true, run: vitest },
  { name: "build", title: "Build", run: buildApp },
  { name: "browser", title: "Browser stories", database: true, needs: "build", run: browser },
];

async function lint({ signal }) {
  return one((await runNode(bin("@biomejs/biome/bin/biome"), ["check", "."], { show: true, signal })).code);
}

async function types({ signal }) {
  // Next's own declarations are not kept in git.
  if (!existsSync(at("next-env.d.ts"))) await runNode(bin("next/dist/bin/next"), ["typegen"], { signal });
  return one((await runNode(bin("typescript/bin/tsc"), ["--noEmit"], { show: true, signal })).code);
}

async function vitest({ databaseUrl, signal, args }) {
  const report = at(".build/vitest.json");
  rmSync(report, { force: true });
  const { code } = await runNode(
    bin("vitest/vitest.mjs"),
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args],
    { show: true, signal, env: testEnv(databaseUrl) },
  );
  return withExitCode(countVitest(report), code);
}

async function buildApp({ signal }) {
  await build({ signal });
  return { passed: 0, failed: 0 };
}

async function browser({ databaseUrl, signal, args }) {
  const specs = existsSync(at("e2e")) ? readdirSync(at("e2e")).filter((name) => name.endsWith(".spec.ts")) : [];
  if (specs.length === 0) return { passed: 0, failed: 0 };
  const report = at(".build/playwright.json");
  rmSync(report, { force: true });
  const env = { ...testEnv(databaseUrl), CHROMIUM_PATH: (await findChromium()) ?? undefined };
  const { code } = await runNode(bin("@playwright/test/cli.js"), ["test", ...args], { show: true, signal, env });
  return withExitCode(countPlaywright(report), code);
}

/** The runners choose their own NODE_ENV. */
function testEnv(databaseUrl) {
  return { NODE_ENV: undefined, TEST_DATABASE_URL: databaseUrl };
}
