import { z } from "zod";
import { isPath } from "@/lib/mapping/json-path";
import { findValue } from "@/lib/variables/find-value";
import type { Scope } from "@/lib/variables/scope";

/** How a value of an event is compared; `needsValue` is false where the value's being there is all that counts. */
export const comparisons = {
  is: { label: "is", needsValue: true },
  is_not: { label: "is not", needsValue: true },
  contains: { label: "contains", needsValue: true },
  greater: { label: "is greater than", needsValue: true },
  less: { label: "is less than", needsValue: true },
  exists: { label: "is there", needsValue: false },
  not_exists: { label: "is not there", needsValue: false },
} as const;
export type Comparison = keyof typeof comparisons;
const names = Object.keys(comparisons) as [Comparison, ...Comparison[]];

/** One property of what happened, by its one name, and what it must be. */
export const conditionSchema = z.strictObject({
  path: z.string().trim().refine(isPath, "Choose a property."),
  op: z.enum(names),
  value: z.string().max(1_000).default(""),
});
export type EventCondition = z.output<typeof conditionSchema>;
/** All of them must hold. */
export const conditionsSchema = z.array(conditionSchema).max(20).default([]);

/** Whether all conditions hold. Numbers are compared as numbers where both sides are some, dates in ISO 8601 as texts. */
export const holdAll = (conditions: readonly EventCondition[], scope: Scope): boolean =>
  conditions.every((condition) => holds(condition, scope));

function holds({ path, op, value }: EventCondition, scope: Scope): boolean {
  const found = findValue(scope, path);
  const isThere = found !== undefined && found !== null && found !== "";
  if (op === "exists") return isThere;
  if (op === "not_exists") return !isThere;
  const values = Array.isArray(found) ? found : [found];
  if (op === "is") return values.some((one) => textOf(one) === value);
  if (op === "is_not") return values.every((one) => textOf(one) !== value);
  if (op === "contains") return values.some((one) => textOf(one).toLowerCase().includes(value.toLowerCase()));
  return isThere && compare(found, value) === (op === "greater" ? 1 : -1);
}

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);

function compare(found: unknown, value: string): number {
  const [a, b] = [Number(found), Number(value)];
  if (value.trim() !== "" && !Number.isNaN(a) && !Number.isNaN(b)) return Math.sign(a - b);
  const text = textOf(found);
  return text === value ? 0 : text > value ? 1 : -1;
}
