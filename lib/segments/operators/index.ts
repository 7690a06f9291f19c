import { booleanOperators } from "./boolean";
import { choiceOperators } from "./choice";
import { consentOperators } from "./consent";
import { dateOperators } from "./date";
import { eventOperators } from "./event";
import { groupOperators } from "./groups";
import { numberOperators } from "./number";
import type { Operator } from "./operator";
import { segmentOperators } from "./segment";
import { tagOperators } from "./tags";
import { textOperators } from "./text";

export type PropertyKind =
  | "text"
  | "number"
  | "boolean"
  | "choice"
  | "date"
  | "tags"
  | "groups"
  | "consent"
  | "event"
  | "segment";

/** Every operator by the kind of property that it compares; builder, API, SQL and explanation read the same entry. */
export const operators: Record<PropertyKind, Record<string, Operator>> = {
  text: textOperators,
  number: numberOperators,
  boolean: booleanOperators,
  choice: choiceOperators,
  date: dateOperators,
  tags: tagOperators,
  groups: groupOperators,
  consent: consentOperators,
  event: eventOperators,
  segment: segmentOperators,
};

export const findOperator = (kind: PropertyKind, op: string): Operator | null =>
  Object.hasOwn(operators[kind], op) ? (operators[kind][op] ?? null) : null;
