import type { AudienceConfig } from "../audiences/config";
import { type Issue, invalid } from "../errors";
import type { ImportPlan } from "./contract";

/** Throws invalid_input when a plan does not fit the file or the audience, with the issues at their columns. */
export function checkPlan({ columns }: ImportPlan, fileColumns: number, audience: AudienceConfig): void {
  if (columns.length !== fileColumns)
    throw invalid(`The file has ${fileColumns} columns, the mapping has ${columns.length}. Name what each becomes.`, [
      { path: "mapping", message: `Give ${fileColumns} entries, one for each column.` },
    ]);
  const issues: Issue[] = [];
  const seen = new Map<string, number>();
  for (const [index, target] of columns.entries()) {
    if (target.to === "ignore" || target.to === "tags" || target.to === "groups") continue;
    const name = target.to === "field" ? target.key : target.to;
    if (target.to === "field" && !audience.fieldByKey.has(target.key))
      issues.push({ path: `mapping.${index}`, message: `This audience has no data field "${target.key}".` });
    const twin = seen.get(`${target.to} ${name}`);
    if (twin !== undefined)
      issues.push({
        path: `mapping.${index}`,
        message: `Columns ${twin + 1} and ${index + 1} both become ${name}. Ignore one of them.`,
      });
    seen.set(`${target.to} ${name}`, index);
  }
  if (!seen.has("email email"))
    issues.push({ path: "mapping", message: "Choose the column that holds the email address." });
  const [first] = issues;
  if (first !== undefined) throw invalid(first.message, issues);
}

/** Whether somebody in the file may get mail after the import, so that their consent has to be stated. */
export const needsConsent = ({ columns, options }: ImportPlan): boolean =>
  options.newStatus !== "unsubscribed" || options.resubscribe || columns.some((target) => target.to === "status");
