import { parseId } from "@/db/ids";
import { type Piece, piece } from "../piece";
import { not, operatorsOn } from "./operator";
import { nothing, text, texts } from "./values";

/** Values are prefixed ids; `readRules` has turned names into them. */
const on = operatorsOn((actual) =>
  Array.isArray(actual) ? actual.filter((entry): entry is string => typeof entry === "string") : [],
);

const uuids = (values: readonly string[]) => values.flatMap((value) => parseId("grp", value) ?? []);

// The index holds only contacts that are in a group: `<> '{}'` lets it be used.
const anyOf = (operand: Piece, values: readonly string[]) =>
  piece`(${operand} <> '{}' and ${operand} && ${uuids(values)}::uuid[])`;

const contains = on({
  label: "contain",
  input: "group",
  value: text,
  sql: (operand, value) => anyOf(operand, [value]),
  test: (actual, value) => actual.includes(value),
});
const containsAny = on({
  label: "contain any of",
  input: "groups",
  value: texts,
  sql: anyOf,
  test: (actual, values) => values.some((value) => actual.includes(value)),
});
const isEmpty = on({
  label: "are empty",
  input: "none",
  value: nothing,
  sql: (operand) => piece`${operand} = '{}'`,
  test: (actual) => actual.length === 0,
});

export const groupOperators = {
  contains,
  not_contains: not(contains, "do not contain"),
  any_of: containsAny,
  all_of: on({
    label: "contain all of",
    input: "groups",
    value: texts,
    sql: (operand, values) => piece`(${operand} <> '{}' and ${operand} @> ${uuids(values)}::uuid[])`,
    test: (actual, values) => values.every((value) => actual.includes(value)),
  }),
  none_of: not(containsAny, "contain none of"),
  is_empty: isEmpty,
  is_not_empty: not(isEmpty, "are not empty"),
};
