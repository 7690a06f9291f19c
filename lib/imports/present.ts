import type { jobs } from "@/db/schema";
import { presentJob } from "../jobs/present";
import type { FieldDefinition } from "../mapping/field-types";
import type { Import, ImportListItem, ImportRun } from "./contract";
import { type ImportFile, importInputSchema, reportSchema } from "./import-job";
import { suggestMapping } from "./suggest";
import { noReport } from "./tally";

export type JobRow = typeof jobs.$inferSelect;

/** A job as the progress of an import or of its dry run. */
export function presentRun(row: JobRow): ImportRun {
  const { kind: _kind, title: _title, report, ...job } = presentJob(row);
  return { ...job, report: report === null ? noReport : reportSchema.parse(report) };
}

const fileFacts = ({ name, bytes, encoding, delimiter, rows, malformed }: ImportFile) => ({
  fileName: name,
  bytes,
  encoding,
  delimiter,
  rows,
  malformed,
});

/** An import in lists; null while its file is still coming in. */
export function presentImportItem(row: JobRow, createdBy: string | null): ImportListItem | null {
  const { file, plan, audienceId } = importInputSchema.parse(row.input);
  if (file === null) return null;
  const started = plan !== null;
  return {
    id: row.id,
    audienceId,
    ...fileFacts(file),
    state: started || row.state !== "queued" ? row.state : "ready",
    run: started ? presentRun(row) : null,
    createdBy,
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentImport(
  row: JobRow,
  check: JobRow | null,
  createdBy: string | null,
  fields: readonly FieldDefinition[],
): Import | null {
  const item = presentImportItem(row, createdBy);
  const { file, plan } = importInputSchema.parse(row.input);
  if (item === null || file === null) return null;
  return {
    ...item,
    columns: file.columns,
    sample: file.sample,
    suggested: suggestMapping(file.columns, fields),
    plan,
    check: check === null ? null : presentRun(check),
  };
}
