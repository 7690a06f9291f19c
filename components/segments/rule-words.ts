import { findOperator } from "@/lib/segments/operators";
import type { Property } from "@/lib/segments/properties";
import { type Condition, isGroup, joinOf, type Rule, type Rules, rowsOfGroup } from "@/lib/segments/rules";
import { type Names, valueWords } from "./values/words";

export interface Dictionary {
  propertyOf: (field: string | null) => Property | undefined;
  names: Names;
}

/** "is in the last … days" with 30: the gaps are filled in order, what has no gap follows. */
function filled(label: string, words: readonly string[]): string {
  const left = [...words];
  const text = label.replace(/…/g, () => left.shift() || "…");
  return [text, ...left].filter((part) => part !== "").join(" ");
}

/** "Tags contain “gold”". What does not exist any more is named as it is written. */
export function conditionWords({ field, op, value }: Condition, { propertyOf, names }: Dictionary): string {
  const property = propertyOf(field);
  const operator = property ? findOperator(property.kind, op) : null;
  if (!property || !operator) return [field || "…", op].filter((part) => part !== "").join(" ");
  return `${property.label} ${filled(operator.label, valueWords[operator.input](value, property, names))}`;
}

/** Rules as one sentence; a group within is set in brackets. */
export function rulesWords(rules: Rules, dictionary: Dictionary): string {
  const wordsOf = (rule: Rule): string => {
    if (!isGroup(rule)) return conditionWords(rule, dictionary);
    const inner = sentenceOf(rule);
    return rowsOfGroup(rule).length > 1 ? `(${inner})` : inner;
  };
  const sentenceOf = (group: Rules): string =>
    rowsOfGroup(group)
      .map(wordsOf)
      .join(joinOf(group) === "all" ? " and " : " or ");
  return sentenceOf(rules);
}
