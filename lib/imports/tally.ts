import { type ChangeResult, type ContactChange, isRefused } from "../contacts/change";
import type { JobProblem } from "../jobs/kind";
import type { ImportReport } from "./contract";

export const noReport: ImportReport = { created: 0, updated: 0, unchanged: 0, skipped: 0, refused: 0, statusKept: 0 };

/** What became of some rows. */
export interface Counted {
  report: ImportReport;
  issues: JobProblem[];
}

/** A row as the write path takes it. */
export interface RowChange {
  line: number;
  email: string;
  change: ContactChange;
}

/** Counts what becomes of rows, and words what went wrong with them. */
export interface Tally extends Counted {
  refuse(line: number, subject: string, message: string): void;
  /** `results` has one for each row. */
  countAll(rows: readonly Omit<RowChange, "change">[], results: readonly ChangeResult[]): void;
}

/** Goes on from what was counted before, which stays as it is. */
export function createTally(before?: Counted): Tally {
  const report = { ...(before?.report ?? noReport) };
  const issues = [...(before?.issues ?? [])];
  const refuse: Tally["refuse"] = (line, subject, message) => {
    report.refused += 1;
    issues.push({ line, subject, message });
  };
  const count = (line: number, email: string, result: ChangeResult) => {
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
  };
  return {
    report,
    issues,
    refuse,
    countAll(rows, results) {
      for (const [index, { line, email }] of rows.entries()) {
        const result = results[index];
        if (result !== undefined) count(line, email, result);
      }
    },
  };
}

const taken = ({ created, updated, unchanged, skipped }: ImportReport) => created + updated + unchanged + skipped;

/** What a step adds to its job's counts: `counted` goes on from the report `before`. */
export function progressOf({ report, issues }: Counted, before: ImportReport | null) {
  const succeeded = taken(report) - taken(before ?? noReport);
  const failed = report.refused - (before ?? noReport).refused;
  return { done: succeeded + failed, succeeded, failed, issues, report };
}
