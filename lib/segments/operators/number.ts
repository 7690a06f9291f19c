import { piece } from "../piece";
import { not, operatorsOn } from "./operator";
import { nothing, number, numberRange } from "./values";

const on = operatorsOn((actual) => (typeof actual === "number" ? actual : null));

const is = on({
  label: "is",
  input: "number",
  value: number,
  sql: (operand, value) => piece`${operand} = ${value}::numeric`,
  test: (actual, value) => actual === value,
});
const isSet = on({
  label: "has any value",
  input: "none",
  value: nothing,
  sql: (operand) => piece`${operand} is not null`,
  test: (actual) => actual !== null,
});

export const numberOperators = {
  is,
  is_not: not(is, "is not"),
  greater: on({
    label: "is greater than",
    input: "number",
    value: number,
    sql: (operand, value) => piece`${operand} > ${value}::numeric`,
    test: (actual, value) => actual !== null && actual > value,
  }),
  at_least: on({
    label: "is at least",
    input: "number",
    value: number,
    sql: (operand, value) => piece`${operand} >= ${value}::numeric`,
    test: (actual, value) => actual !== null && actual >= value,
  }),
  less: on({
    label: "is less than",
    input: "number",
    value: number,
    sql: (operand, value) => piece`${operand} < ${value}::numeric`,
    test: (actual, value) => actual !== null && actual < value,
  }),
  at_most: on({
    label: "is at most",
    input: "number",
    value: number,
    sql: (operand, value) => piece`${operand} <= ${value}::numeric`,
    test: (actual, value) => actual !== null && actual <= value,
  }),
  between: on({
    label: "is between",
    input: "number_range",
    value: numberRange,
    sql: (operand, [from, to]) => piece`${operand} between ${from}::numeric and ${to}::numeric`,
    test: (actual, [from, to]) => actual !== null && actual >= from && actual <= to,
  }),
  is_set: isSet,
  is_not_set: not(isSet, "has no value"),
};
