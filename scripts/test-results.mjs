import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * The counts of a run whose runner can't be trusted further than its exit code: a crash is at least one failure.
 * @param {Counts} counts
 * @param {number} code
 * @returns {Counts}
 */
export function withExitCode({ passed, failed }, code) {
  return { passed, failed: code !== 0 ? Math.max(1, failed) : failed };
}

/** Counts Vitest's JSON report; a file that could not be loaded is one failure. @returns {Counts} */
export function countVitest(file) {
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter(
    (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/** Counts Playwright's JSON report; errors outside of tests are failures too. @returns {Counts} */
export function countPlaywright(file) {
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length };
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
