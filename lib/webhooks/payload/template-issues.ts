import { checkTemplate } from "../../variables/liquid";
import type { MappingIssue } from "./issues";
import type { MappingRow } from "./mapping";

/** Syntax errors in a mapping's templates. Server-side: the form learns of them from the preview. */
export const issuesOfTemplates = (rows: readonly MappingRow[]): MappingIssue[] =>
  rows.flatMap(({ source, value }, row) => {
    if (source !== "template") return [];
    const checked = checkTemplate(value);
    if (checked.ok) return [];
    const message = checked.line === null ? checked.message : `Line ${checked.line}: ${checked.message}`;
    return [{ row, key: "value" as const, message }];
  });
