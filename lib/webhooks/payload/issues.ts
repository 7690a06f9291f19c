import { isPropertyPath } from "../../variables/catalogue";
import { formName, parseFieldName } from "./field-name";
import type { MappingRow } from "./mapping";

/** What is wrong with one row of a mapping, at which of its inputs. */
export interface MappingIssue {
  row: number;
  key: "field" | "value";
  message: string;
}

/**
 * What is wrong with a mapping: names that are bad, doubled or in each other's way, and properties that there are none of. Templates
 * are checked by `issuesOfTemplates`, which needs the engine. Browser-safe: form and API say the same.
 */
export const issuesOfMapping = (rows: readonly MappingRow[]): MappingIssue[] => [
  ...nameIssues(rows),
  ...valueIssues(rows),
];

function nameIssues(rows: readonly MappingRow[]): MappingIssue[] {
  const issues: MappingIssue[] = [];
  const taken = new Map<string, { name: string; isObject: boolean }>();
  for (const [row, { field }] of rows.entries()) {
    const issue = (message: string) => issues.push({ row, key: "field", message });
    const parsed = parseFieldName(field);
    if (!parsed.ok) {
      issue(parsed.message);
      continue;
    }
    const { keys } = parsed;
    const above = keys.slice(1).map((_, index) => formName(keys.slice(0, index + 1)));
    const own = taken.get(formName(keys));
    const inTheWay = above.map((name) => taken.get(name)).find((other) => other?.isObject === false);
    if (own !== undefined && !own.isObject) issue(`${field} is there twice. Rename or remove one of them.`);
    else if (own !== undefined) issue(`${field} can't be a value, because ${own.name} lies in it. Rename one of them.`);
    else if (inTheWay !== undefined)
      issue(`${field} can't lie in ${inTheWay.name}, which is a value. Rename one of them.`);
    else {
      taken.set(formName(keys), { name: field, isObject: false });
      for (const name of above) if (!taken.has(name)) taken.set(name, { name: field, isObject: true });
    }
  }
  return issues;
}

const valueIssues = (rows: readonly MappingRow[]): MappingIssue[] =>
  rows.flatMap(({ source, value }, row) => {
    const message = valueIssue(source, value);
    return message === null ? [] : [{ row, key: "value" as const, message }];
  });

function valueIssue(source: MappingRow["source"], value: string): string | null {
  // A fixed value may be empty: some receivers want the field all the same.
  if (source === "custom") return null;
  if (value.trim() === "") return source === "mapping" ? "Choose a property." : "Write a template.";
  if (source === "template" || isPropertyPath(value)) return null;
  return `There is no property ${value.slice(0, 100)}. Data fields are contact.fields.<key>, a sender's own data is event.data.<key>.`;
}
