import { analyzeSync, Output, type Template, Value, type Variable } from "liquidjs";

/** A property that a template reads: its keys, as far as they are fixed (`contact[x].name` is known to read `contact`). */
export interface Read {
  segments: (string | number)[];
  /** False where the template itself provides for its absence: `default`, or an `if` around it that asks for it. */
  needed: boolean;
}

/** Tags whose condition asks whether something is there. */
const asking = new Set(["if", "unless", "case"]);

/** Everything that a template reads from its scope; what it assigned itself is left out. */
export function readsOf(templates: Template[]): Read[] {
  const needed = new Set<string>();
  collectNeeded(templates, new Set(), needed);
  const globals = Object.values(analyzeSync(templates).globals).flat();
  const reads = new Map(globals.map((variable) => [String(variable), variable]));
  return [...reads].map(([name, variable]) => ({ segments: fixedSegments(variable), needed: needed.has(name) }));
}

function collectNeeded(templates: Template[], asked: ReadonlySet<string>, needed: Set<string>): void {
  for (const template of templates) {
    const own = namesOf([{ token: template.token, render() {}, arguments: () => template.arguments?.() ?? [] }]);
    const isQuestion = "name" in template && asking.has(String(template.name));
    if (!isQuestion && !hasDefault(template)) for (const name of own) if (!asked.has(name)) needed.add(name);
    collectNeeded(childrenOf(template), isQuestion ? new Set([...asked, ...own]) : asked, needed);
  }
}

const namesOf = (templates: Template[]): string[] => Object.values(analyzeSync(templates).variables).flat().map(String);

function childrenOf(template: Template): Template[] {
  const { value } = template.children?.(false, true).next() ?? { value: [] };
  return Array.isArray(value) ? value : [];
}

/** `{{ a | default: "b" }}`, and the same behind `assign` and `echo`. */
const hasDefault = (template: Template): boolean => {
  const value = template instanceof Output || "value" in template ? template.value : null;
  return value instanceof Value && value.filters.some(({ name }) => name === "default");
};

function fixedSegments({ segments }: Variable): (string | number)[] {
  const fixed: (string | number)[] = [];
  for (const segment of segments) {
    if (typeof segment === "object") break;
    fixed.push(segment);
  }
  return fixed;
}
