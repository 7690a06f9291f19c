import { findOperator } from "@/lib/segments/operators";
import type { Property } from "@/lib/segments/properties";
import { groupOf, isGroup, joinOf, type Rule, type Rules, rowsOfGroup, rulesLimits } from "@/lib/segments/rules";
import type { DraftCondition, DraftGroup, DraftNode } from "./draft";

/** Finds a property by its one name; undefined for nothing chosen and for what does not exist any more. */
export type PropertyOf = (field: string | null) => Property | undefined;

/** Rules as the builder takes them apart. Ids are given in reading order, so server and browser give the same. */
export function draftOf(rules: Rules): DraftGroup {
  let last = -1;
  const nextId = () => {
    last += 1;
    return last;
  };
  const groupFrom = (group: Rules): DraftGroup => {
    const id = nextId();
    return { kind: "group", id, match: joinOf(group), children: rowsOfGroup(group).map(nodeFrom) };
  };
  const nodeFrom = (rule: Rule): DraftNode =>
    isGroup(rule)
      ? groupFrom(rule)
      : { kind: "condition", id: nextId(), field: rule.field, op: rule.op, value: rule.value };
  return groupFrom(rules);
}

/** The rules that are on the screen, finished or not: an issue's path counts lines as they stand there. */
export function rulesOf(draft: DraftGroup): Rules {
  const rows = draft.children.map(
    (node): Rule =>
      node.kind === "group" ? rulesOf(node) : { field: node.field ?? "", op: node.op ?? "", value: node.value },
  );
  return groupOf(draft.match, rows);
}

function problemOf({ field, op, value }: DraftCondition, propertyOf: PropertyOf): string | null {
  if (field === null) return "Choose what the condition looks at.";
  const property = propertyOf(field);
  if (property === undefined) return `${field} does not exist any more. Choose something else or remove the condition.`;
  const operator = op === null ? null : findOperator(property.kind, op);
  if (operator === null) return "Choose how to compare it.";
  const binding = operator.bind(value, property);
  return binding.ok ? null : binding.message;
}

/** What is wrong with a draft, by node, as the server would say it; empty when it can be saved. */
export function problemsOf(draft: DraftGroup, propertyOf: PropertyOf): Map<number, string> {
  const problems = new Map<number, string>();
  let conditions = 0;
  const visit = (group: DraftGroup): void => {
    if (group.children.length === 0) problems.set(group.id, "Add at least one condition.");
    for (const node of group.children) {
      if (node.kind === "group") visit(node);
      else {
        conditions += 1;
        const problem = problemOf(node, propertyOf);
        if (problem !== null) problems.set(node.id, problem);
      }
    }
  };
  visit(draft);
  if (conditions > rulesLimits.conditions)
    problems.set(draft.id, `A segment may have ${rulesLimits.conditions} conditions at most.`);
  return problems;
}
