import { z } from "zod";
import { conditionsOf, type Rules, rulesSchema } from "@/lib/segments/rules";
import { block } from "./block";
import { conditionsSchema, holdAll } from "./conditions";

const config = z
  .strictObject({
    /** About the contact, as segments say it; null asks nothing about the contact. */
    rules: rulesSchema.nullable().default(null),
    /** About the event that the contact came in by, and what was kept on the way. */
    conditions: conditionsSchema,
  })
  .refine(({ rules, conditions }) => rules !== null || conditions.length > 0, "Add at least one condition.");

const plural = (count: number): string => `${count} ${count === 1 ? "condition" : "conditions"}`;
const countOf = (rules: Rules | null): number => (rules === null ? 0 : [...conditionsOf(rules)].length);

export const conditionBlock = block<z.output<typeof config>>({
  type: "condition",
  label: "Condition",
  group: "Decisions",
  description: "Parts those who fit from those who do not.",
  icon: "split",
  config,
  initial: { rules: null, conditions: [] },
  ports: () => [
    { name: "yes", label: "Yes" },
    { name: "no", label: "No" },
  ],
  summary: ({ rules, conditions }) => plural(countOf(rules) + conditions.length),
  reads: ({ conditions }) => conditions,
  question: ({ rules }) => (rules === null ? null : { kind: "rules", rules }),
  step: ({ config: { rules, conditions }, scope, answer }) => {
    if (rules !== null && answer !== true) return { kind: "go", port: "no", reason: "The contact does not fit." };
    if (!holdAll(conditions, scope)) return { kind: "go", port: "no", reason: "What happened does not fit." };
    return { kind: "go", port: "yes", reason: "Everything fits." };
  },
});
