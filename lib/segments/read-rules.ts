import { parseId } from "@/db/ids";
import { tagNameRead } from "../audiences/names";
import type { Issue } from "../errors";
import { matchName } from "../mapping/match-key";
import { findOperator } from "./operators";
import type { Bound, ValueInput } from "./operators/operator";
import { findProperty, type Property, type RuleField } from "./properties";
import { type Condition, groupOf, isGroup, joinOf, type Rules, rowsOfGroup } from "./rules";

/** What rules may name in an audience. Ids are prefixed. */
export interface RuleWorld {
  fields: readonly RuleField[];
  groups: readonly Named[];
  tags: readonly Named[];
  segments: readonly Named[];
}
interface Named {
  id: string;
  name: string;
}

export interface BoundCondition {
  /** As somebody wrote it. */
  written: Condition;
  /** As it is stored. */
  condition: Condition;
  property: Property;
  bound: Bound;
}
export interface BoundGroup {
  join: "all" | "any";
  rows: BoundRule[];
}
/** Null is a condition that can't be read any more, because what it names is gone: it holds for nobody. */
export type BoundRule = BoundGroup | BoundCondition | { written: Condition; bound: null };

export const isBoundGroup = (rule: BoundRule): rule is BoundGroup => "join" in rule;

export interface ReadRules {
  tree: BoundGroup;
  /** With values in their normal form and ids for what was named: what is stored. */
  rules: Rules;
  issues: Issue[];
}

/**
 * Finds property and operator of every condition and reads its value. What is wrong is told at its row (`rules.all.1.value`); such a
 * condition holds for nobody. Tags become ids where there is one of that name, and stay names where there is none yet.
 */
export function readRules(rules: Rules, world: RuleWorld): ReadRules {
  const issues: Issue[] = [];
  const readGroup = (group: Rules, path: string): { tree: BoundGroup; rules: Rules } => {
    const join = joinOf(group);
    const rows = rowsOfGroup(group).map((row, index) => {
      const place = `${path}.${join}.${index}`;
      if (isGroup(row)) return readGroup(row, place);
      const read = readCondition(row, world);
      if ("message" in read) {
        issues.push({ path: `${place}.${read.at}`, message: read.message });
        return { tree: { written: row, bound: null }, rules: row };
      }
      return { tree: read, rules: read.condition };
    });
    return {
      tree: { join, rows: rows.map((row) => row.tree) },
      rules: groupOf(
        join,
        rows.map((row) => row.rules),
      ),
    };
  };
  return { ...readGroup(rules, "rules"), issues };
}

type Refused = { at: "field" | "op" | "value"; message: string };

function readCondition(written: Condition, world: RuleWorld): BoundCondition | Refused {
  const { field, op, value } = written;
  const property = findProperty(field, world.fields);
  if (property === null) return { at: "field", message: `There is no property named ${field} here.` };
  const operator = findOperator(property.kind, op);
  if (operator === null) return { at: "op", message: `${property.label} can't be compared by ${op}.` };
  const resolve = references[operator.input];
  const resolved = resolve === undefined ? { value } : resolve(value, world);
  if ("message" in resolved) return { at: "value", message: resolved.message };
  const binding = operator.bind(resolved.value, property);
  if (!binding.ok) return { at: "value", message: binding.message };
  const { bound } = binding;
  const condition = { field, op, ...(bound.value === undefined ? {} : { value: bound.value }) };
  return { written, condition, property, bound };
}

type Resolved = { value: unknown } | { message: string };

const one =
  (find: (name: string, world: RuleWorld) => string | { message: string }) =>
  (value: unknown, world: RuleWorld): Resolved => {
    if (typeof value !== "string") return { value };
    const found = find(value, world);
    return typeof found === "string" ? { value: found } : found;
  };
const each =
  (resolve: (value: unknown, world: RuleWorld) => Resolved) =>
  (value: unknown, world: RuleWorld): Resolved => {
    if (!Array.isArray(value)) return { value };
    const all = value.map((entry: unknown) => resolve(entry, world));
    const refused = all.find((entry) => "message" in entry);
    return refused ?? { value: [...new Set(all.flatMap((entry) => ("value" in entry ? [entry.value] : [])))] };
  };

function findNamed(all: readonly Named[], idOrName: string): string | null {
  const wanted = matchName(idOrName.trim());
  return (all.find(({ id }) => id === idOrName) ?? all.find(({ name }) => matchName(name) === wanted))?.id ?? null;
}
const tag = one((name, { tags }) => findNamed(tags, name) ?? name);
const group = one(
  (name, { groups }) => findNamed(groups, name) ?? { message: `There is no group ${name} in this audience.` },
);
const segment = one(
  (id, { segments }) =>
    segments.find((known) => known.id === id)?.id ?? { message: `There is no segment ${id} in this audience.` },
);

/** Values that name things of the audience. */
const references: Partial<Record<ValueInput, (value: unknown, world: RuleWorld) => Resolved>> = {
  tag,
  tags: each(tag),
  group,
  groups: each(group),
  segment,
};

function* boundConditions(group: BoundGroup): Generator<BoundCondition> {
  for (const row of group.rows)
    if (isBoundGroup(row)) yield* boundConditions(row);
    else if (row.bound !== null) yield row;
}

const stringsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((entry): entry is string => typeof entry === "string");

/** The name under which a segment's coming and going is a change of contacts. */
export const segmentRead = (segmentUuid: string): string => `segment.${segmentUuid}`;
/** What membership depends on: the names of changes that touch it, other segments (bare ids), time. */
export function dependenciesOf(tree: BoundGroup): { reads: string[]; readsSegments: string[]; timed: boolean } {
  const reads = new Set<string>();
  const readsSegments = new Set<string>();
  let timed = false;
  for (const { property, bound } of boundConditions(tree)) {
    const values = stringsIn(bound.value);
    timed ||= bound.turn !== null;
    if (property.kind === "segment") {
      for (const uuid of values.flatMap((value) => parseId("seg", value) ?? [])) {
        readsSegments.add(uuid);
        reads.add(segmentRead(uuid));
      }
    } else reads.add(property.field);
    if (property.kind === "tags")
      for (const name of values) if (parseId("tag", name) === null) reads.add(tagNameRead(name));
  }
  return { reads: [...reads].sort(), readsSegments: [...readsSegments], timed };
}

/** Types of the events that the rules count. */
export const eventTypesOf = (tree: BoundGroup): string[] => [
  ...new Set(
    [...boundConditions(tree)].flatMap(({ property }) =>
      property.kind === "event" ? property.field.slice("event.".length) : [],
    ),
  ),
];
