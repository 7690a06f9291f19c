import { type Template, Value } from "liquidjs";
import { type Keys, variablesOf } from "./tokens";

/** A property that a template reads. */
export interface Read {
  keys: Keys;
  /** False where the template itself provides for its absence: `default`, or an `if` around it that asks for it. */
  needed: boolean;
}

/** Tags whose condition asks whether something is there. */
const asking = new Set(["if", "unless", "case"]);

interface Surroundings {
  reads: Map<string, Read>;
  /** What `assign` and `capture` made so far: known in the whole template from there on. */
  assigned: Set<string>;
  /** What the loops around give: known inside them alone. */
  given: ReadonlySet<string>;
  /** What the conditions around ask for. */
  asked: ReadonlySet<string>;
}

/** Everything that a template reads from its scope; what it made itself is left out. */
export function readsOf(templates: Template[]): Read[] {
  const reads = new Map<string, Read>();
  const around = { reads, assigned: new Set<string>(), given: new Set<string>(), asked: new Set<string>() };
  for (const template of templates) visit(template, around);
  return [...reads.values()];
}

function visit(template: Template, around: Surroundings): void {
  const { reads, assigned, given, asked } = around;
  const isQuestion = "name" in template && asking.has(String(template.name));
  const isProvidedFor = isQuestion || hasDefault(template);
  const named: string[] = [];
  for (const keys of variablesIn(template)) {
    const root = String(keys[0]);
    if (assigned.has(root) || given.has(root)) continue;
    const name = keys.join(".");
    named.push(name);
    const isNeeded = !isProvidedFor && !asked.has(name);
    reads.set(name, { keys, needed: isNeeded || reads.get(name)?.needed === true });
  }
  for (const { content } of template.localScope?.() ?? []) assigned.add(content);
  const children = childrenOf(template);
  if (children.length === 0) return;
  const inside = {
    ...around,
    given: new Set([...given, ...(template.blockScope?.() ?? [])]),
    asked: isQuestion ? new Set([...asked, ...named]) : asked,
  };
  for (const child of children) visit(child, inside);
}

const variablesIn = (template: Template): Keys[] =>
  [...(template.arguments?.() ?? [])]
    .flatMap((argument) => [...variablesOf(argument)])
    .filter(({ length }) => length > 0);

function childrenOf(template: Template): Template[] {
  const { value } = template.children?.(false, true).next() ?? { value: [] };
  return Array.isArray(value) ? value : [];
}

/** `{{ a | default: "b" }}`, and the same in `assign` and `echo`. */
const hasDefault = (template: Template): boolean =>
  "value" in template &&
  template.value instanceof Value &&
  template.value.filters.some(({ name }) => name === "default");
