import { type ChangeResult, isRefused } from "../contacts/change";
import type { JobProblem } from "../jobs/kind";
import type { ImportReport } from "./contract";

export const noReport: ImportReport = { created: 0, updated: 0, unchanged: 0, skipped: 0, refused: 0, statusKept: 0 };

/** Counts what became of rows, and words what went wrong with them. */
export interface Tally {
  report: ImportReport;
  issues: JobProblem[];
  refuse(line: number, subject: string, message: string): void;
  count(line: number, email: string, result: ChangeResult): void;
}

export function createTally(before: ImportReport | null): Tally {
  const report = { ...(before ?? noReport) };
  const issues: JobProblem[] = [];
  const refuse: Tally["refuse"] = (line, subject, message) => {
    report.refused += 1;
    issues.push({ line, subject, message });
  };
  return {
    report,
    issues,
    refuse,
    count(line, email, result) {
      // "Add" refuses whoever is there, which is what skipping means.
      if (result.outcome === "exists") report.skipped += 1;
      else if (isRefused(result.outcome))
        refuse(line, email, result.issues.map(({ message }) => message).join(" ") || "This row can't be taken.");
      else {
        if (result.before === null) report.created += 1;
        else if (result.before === result.after) report.unchanged += 1;
        else report.updated += 1;
        if (result.outcome === "status_kept") report.statusKept += 1;
      }
    },
  };
}

const taken = ({ created, updated, unchanged, skipped }: ImportReport) => created + updated + unchanged + skipped;

/** What a step adds to its job's counts. */
export const progressOf = (tally: Tally, before: ImportReport | null) => {
  const succeeded = taken(tally.report) - taken(before ?? noReport);
  const failed = tally.report.refused - (before ?? noReport).refused;
  return { done: succeeded + failed, succeeded, failed, issues: tally.issues, report: tally.report };
};
