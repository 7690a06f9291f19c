import type { ExplainedRule } from "./contract";
import type { Moment } from "./operators/operator";
import type { Facts } from "./properties";
import { type BoundGroup, type BoundRule, isBoundGroup } from "./read-rules";

/** What became of every condition for one contact: the rules' meaning in JavaScript, the same as the predicate's in SQL. */
export function explainRules(tree: BoundGroup, facts: Facts, at: Moment): ExplainedRule {
  const rows = tree.rows.map((row) => explainRule(row, facts, at));
  return tree.join === "all"
    ? { result: rows.every(({ result }) => result), all: rows }
    : { result: rows.some(({ result }) => result), any: rows };
}

function explainRule(rule: BoundRule, facts: Facts, at: Moment): ExplainedRule {
  if (isBoundGroup(rule)) return explainRules(rule, facts, at);
  if (rule.bound === null) return { ...rule.written, result: false, actual: null };
  const actual = rule.property.actual(facts);
  return { ...rule.written, result: rule.bound.test(actual, at), actual };
}
