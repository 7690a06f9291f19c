import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { Halt } from "./halt.mjs";
import { at } from "./paths.mjs";
import { during } from "./progress.mjs";
import { run, runNode, tail } from "./run.mjs";

/** Installs the packages of package-lock.json unless exactly they are installed. */
export async function ensurePackages() {
  if (missingPackages(readJson("package-lock.json"), readJson("node_modules/.package-lock.json")).length === 0) return;
  const { code, output } = await during("Installing packages", install);
  if (code === 0) return;
  console.error(tail(output));
  throw new Halt("The packages could not be installed: see npm's words above, then start again.");
}

/**
 * Which packages of the lock file are absent or of another version. npm keeps its own record of what it installed, written
 * last, so an install by hand counts and an interrupted one does not.
 * @param {{ packages: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} lock
 * @param {{ packages: Record<string, { version?: string }> } | null} installed
 * @returns {string[]} optional packages, which are for other platforms, are left out
 */
export function missingPackages(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([path, wanted]) => path !== "" && !wanted.link && !wanted.optional)
    .filter(([path, wanted]) => installed?.packages[path]?.version !== wanted.version)
    .map(([path]) => path);
}

/**
 * `npm ci` refuses a lock file that leaves out another platform's optional packages, as one written where they could not be
 * looked up does. `npm install` takes it, keeps to its versions and, unsaved, leaves it as it is.
 */
async function install() {
  const result = await npm("ci");
  return result.output.includes("EUSAGE") ? npm("install", "--no-save") : result;
}

/** devDependencies come along whatever NODE_ENV says: the build and the tests need them. */
function npm(...command) {
  const args = [...command, "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const env = { NODE_ENV: undefined, npm_config_omit: undefined, npm_config_production: undefined };
  const own = process.env.npm_execpath;
  return own && basename(own) === "npm-cli.js" ? runNode(own, args, { env }) : run("npm", args, { env });
}

function readJson(path) {
  return existsSync(at(path)) ? JSON.parse(readFileSync(at(path), "utf8")) : null;
}
