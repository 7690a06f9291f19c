import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { at, root } from "./paths.mjs";

// The app runs in this very process: Ctrl-C reaches it once, and its exit code is ours.
process.chdir(root);
process.env.NEXT_TELEMETRY_DISABLED ??= "1";
if (process.argv.includes("--dev")) await startFromSource();
else await startFromBuild();

async function startFromSource() {
  process.env.NODE_ENV = "development";
  const { register } = await import("tsx/esm/api");
  register();
  await import(pathToFileURL(at("server.ts")).href);
}

async function startFromBuild() {
  process.env.NODE_ENV = "production";
  process.setSourceMapsEnabled(true);
  if (!existsSync(at(".build/server.mjs"))) await prepareNow();
  await import(pathToFileURL(at(".build/server.mjs")).href);
}

/** With npm's ignore-scripts, `prestart` did not run. */
async function prepareNow() {
  const { runProgram } = await import("./halt.mjs");
  const { prepare } = await import("./prepare.mjs");
  await runProgram(() => prepare("start"));
  if (process.exitCode) process.exit();
}
