import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { exportImportIssuesContract, ImportIssues, listImportIssuesContract } from "./contract";
import { csvLine } from "./csv/write";
import type { Download } from "./download";
import { findCheck, loadImport } from "./get";
import { importInputSchema } from "./import-job";
import { importLimits } from "./limits";

const shownMax = 100;

interface Issue {
  line: number | null;
  subject: string | null;
  message: string;
}

/** The first rows that an import or its dry run could not take, by line; rows that can't be read are among both. */
export async function listImportIssues(
  ctx: WorkspaceCtx,
  input: Input<typeof listImportIssuesContract>,
): Promise<ImportIssues> {
  const { jobs, total } = await source(ctx, input);
  return { items: await readIssues(ctx, jobs, shownMax), total };
}

/** The same as a CSV file, as many as are kept. */
export async function exportImportIssues(
  ctx: WorkspaceCtx,
  input: Input<typeof exportImportIssuesContract>,
): Promise<Download> {
  const { jobs, name } = await source(ctx, input);
  const issues = await readIssues(ctx, jobs, 2 * importLimits.issuesMax);
  async function* lines() {
    yield `\ufeff${csvLine(["line", "email", "problem"])}`;
    for (let from = 0; from < issues.length; from += 500)
      yield issues
        .slice(from, from + 500)
        .map(({ line, subject, message }) => csvLine([String(line ?? ""), subject ?? "", message]))
        .join("");
  }
  return { fileName: `${name} - issues.csv`, text: lines() };
}

async function source(ctx: WorkspaceCtx, input: Input<typeof listImportIssuesContract>) {
  authorize(ctx, "read");
  const { row } = await loadImport(ctx, input);
  const { file } = importInputSchema.parse(row.input);
  if (file === null) throw notFound("import");
  const name = file.name.replace(/\.csv$/i, "");
  const own = toUuid("job", row.id);
  if (input.of === "run") return { name, jobs: { own, ownMax: row.issueCount, check: null }, total: row.issueCount };
  const check = await findCheck(ctx, row.id);
  if (check === null) throw notFound("dry run");
  return {
    name,
    // What the upload noted stands before what the import has noted since.
    jobs: { own, ownMax: file.malformed, check: toUuid("job", check.id) },
    total: file.malformed + check.issueCount,
  };
}

const readIssues = (
  { sql }: WorkspaceCtx,
  { own, ownMax, check }: { own: string; ownMax: number; check: string | null },
  limit: number,
) => sql<Issue[]>`
  select line::int as line, subject, message from job_issues
  where (job_id = ${own} and seq < ${ownMax}) or job_id = ${check}::uuid
  order by job_issues.line, seq limit ${limit}`;
