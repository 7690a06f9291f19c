import { mkdirSync } from "node:fs";
import { Halt } from "./halt.mjs";
import { at, root } from "./paths.mjs";
import { duration } from "./progress.mjs";
import { sum } from "./test-results.mjs";
import { STEPS } from "./test-steps.mjs";

// Usage: node scripts/test.mjs [--only <step>] [-- <arguments of that step's tool>]
process.chdir(root);
const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => interruption.abort());
process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Halt ? error.message : error);
  console.log("0 passed, 1 failed");
  return 1;
});

async function main(argv) {
  const { steps, args } = choose(argv);
  mkdirSync(at(".build"), { recursive: true });
  const database = steps.some((step) => step.database) ? await openDatabase() : null;
  const results = await runSteps(steps, { databaseUrl: database?.url, signal: interruption.signal, args }).finally(() =>
    database?.stop(),
  );
  return report(results);
}

function choose(argv) {
  const end = argv.indexOf("--");
  const [own, args] = end === -1 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)];
  if (own.length === 0) return { steps: STEPS, args };
  const steps = STEPS.filter((step) => own[0] === "--only" && own[1] === step.name);
  if (steps.length === 1 && own.length === 2) return { steps, args };
  throw new Halt(
    `Usage: npm test -- [--only ${STEPS.map((step) => step.name).join("|")}] [-- <arguments of its tool>]`,
  );
}

/** One server for all steps: the one that TEST_DATABASE_URL names, or our own, which goes away again. */
async function openDatabase() {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: async () => {} };
  const { tsImport } = await import("tsx/esm/api");
  const { startScratch } = await tsImport("../db/embedded/scratch.ts", import.meta.url);
  return startScratch((line) => console.log(line)).catch((error) => {
    throw error.isStartError ? new Halt(error.message) : error;
  });
}

async function runSteps(steps, shared) {
  const results = [];
  for (const step of steps) {
    if (shared.signal.aborted) break;
    const missed = results.find((result) => result.step.name === step.needs && result.failed > 0);
    results.push(missed ? { step, skipped: true, passed: 0, failed: 0, ms: 0 } : await runStep(step, shared));
  }
  return results;
}

async function runStep(step, shared) {
  console.log(`\n── ${step.title}`);
  const started = performance.now();
  const counts = await step.run(shared).catch((error) => {
    console.error(error instanceof Halt ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  return { step, ...counts, ms: performance.now() - started };
}

function report(results) {
  const total = sum(results);
  console.log("");
  for (const result of results) console.log(summaryLine(result));
  if (interruption.signal.aborted) console.log("  Interrupted.");
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  if (interruption.signal.aborted) return 130;
  return total.failed > 0 ? 1 : 0;
}

function summaryLine({ step, passed, failed, ms, skipped }) {
  const mark = skipped ? "–" : failed > 0 ? "✗" : "✓";
  const counts = skipped
    ? `skipped, it needs ${step.needs}`
    : failed > 0
      ? `${passed} passed, ${failed} failed`
      : `${passed} passed`;
  return `  ${mark} ${step.title.padEnd(18)}${(step.name === "build" && failed === 0 ? "" : counts).padEnd(28)}${duration(ms)}`;
}
