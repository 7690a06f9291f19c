import { z } from "zod";

/** One row of a rule: a property by its one name, an operator of its kind, and what the operator takes. */
export interface Condition {
  field: string;
  op: string;
  value?: unknown;
}
/** Rows of which all, or any one, must hold. */
export type RuleGroup = { all: Rule[] } | { any: Rule[] };
export type Rule = Condition | RuleGroup;
/** What a segment says: a group, which may hold groups. */
export type Rules = RuleGroup;

export const rulesLimits = {
  /** The outermost group is at depth 1. */
  depth: 5,
  conditions: 50,
  /** Entries of a list value. */
  listEntries: 100,
  textCharacters: 1_000,
  days: 36_500,
} as const;

export const isGroup = (rule: Rule): rule is RuleGroup => "all" in rule || "any" in rule;
export const rowsOfGroup = (group: RuleGroup): Rule[] => ("all" in group ? group.all : group.any);
export const joinOf = (group: RuleGroup): "all" | "any" => ("all" in group ? "all" : "any");
export const groupOf = (join: "all" | "any", rows: Rule[]): RuleGroup =>
  join === "all" ? { all: rows } : { any: rows };

/** Every condition with its place: `all.0`, `all.1.any.2`. */
export function* conditionsOf(group: RuleGroup, path = ""): Generator<{ condition: Condition; path: string }> {
  for (const [index, row] of rowsOfGroup(group).entries()) {
    const place = `${path}${joinOf(group)}.${index}`;
    if (isGroup(row)) yield* conditionsOf(row, `${place}.`);
    else yield { condition: row, path: place };
  }
}

const tooMany = `A segment may have ${rulesLimits.conditions} conditions at most.`;

interface Flaw {
  path: PropertyKey[];
  message: string;
}

/** What is wrong with the form of a tree, each thing at its place. */
function flawsOf(node: unknown, path: PropertyKey[], depth: number): Flaw[] {
  if (typeof node !== "object" || node === null || Array.isArray(node))
    return [{ path, message: "A rule must be a condition {field, op, value} or a group {all: […]} or {any: […]}." }];
  const entries = Object.entries(node);
  const [first] = entries;
  if (first !== undefined && entries.length === 1 && (first[0] === "all" || first[0] === "any"))
    return flawsOfGroup(first[0], first[1], path, depth);
  if (depth === 1) return [{ path, message: "Rules must be one group: {all: […]} or {any: […]}." }];
  const wrong = entries.flatMap(([key, value]) => {
    if (key === "value") return [];
    if (key !== "field" && key !== "op")
      return [{ path: [...path, key], message: "A condition has only field, op and value." }];
    return typeof value === "string" && value !== "" ? [] : [{ path: [...path, key], message: "This must be a text." }];
  });
  if (!("field" in node)) wrong.push({ path: [...path, "field"], message: "Say which property the condition reads." });
  if (!("op" in node)) wrong.push({ path: [...path, "op"], message: "Say how the property is compared." });
  return wrong;
}

function flawsOfGroup(join: string, rows: unknown, path: PropertyKey[], depth: number): Flaw[] {
  if (depth > rulesLimits.depth) return [{ path, message: `Groups may be nested ${rulesLimits.depth} deep at most.` }];
  const at = [...path, join];
  if (!Array.isArray(rows)) return [{ path: at, message: "A group must be a list of conditions and groups." }];
  if (rows.length === 0) return [{ path: at, message: "Add at least one condition." }];
  if (rows.length > rulesLimits.conditions) return [{ path: at, message: tooMany }];
  return rows.flatMap((row, index) => flawsOf(row, [...at, index], depth + 1));
}

/**
 * The form of a rule tree and its limits; whether properties, operators and values are right says `readRules`. Written by hand,
 * because a union of schemas would name the outermost group instead of the row that is wrong.
 */
export const rulesSchema = z
  .custom<Rules>()
  .superRefine((rules, context) => {
    const flaws = flawsOf(rules, [], 1);
    if (flaws.length === 0 && [...conditionsOf(rules)].length > rulesLimits.conditions)
      flaws.push({ path: [], message: tooMany });
    for (const { path, message } of flaws) context.addIssue({ code: "custom", path, message });
  })
  .meta({
    type: "object",
    description: "{all|any: [{field, op, value} | group]}: conditions and groups of conditions.",
  });
