import { piece } from "../piece";
import { not, operatorsOn } from "./operator";
import { nothing, truth } from "./values";

const on = operatorsOn((actual) => (typeof actual === "boolean" ? actual : null));

const is = on({
  label: "is",
  input: "boolean",
  value: truth,
  sql: (operand, value) => piece`${operand} = ${value}::boolean`,
  test: (actual, value) => actual === value,
});
const isSet = on({
  label: "has any value",
  input: "none",
  value: nothing,
  sql: (operand) => piece`${operand} is not null`,
  test: (actual) => actual !== null,
});

/** A contact that says neither yes nor no is neither. */
export const booleanOperators = {
  is,
  is_not: not(is, "is not"),
  is_set: isSet,
  is_not_set: not(isSet, "has no value"),
};
