import { piece } from "../piece";
import { not, operatorsOn } from "./operator";
import { nothing, option, options } from "./values";

const on = operatorsOn((actual) => (typeof actual === "string" ? actual : null));

const is = on({
  label: "is",
  input: "option",
  value: option,
  sql: (operand, value) => piece`${operand} = ${value}::text`,
  test: (actual, value) => actual === value,
});
const oneOf = on({
  label: "is one of",
  input: "options",
  value: options,
  sql: (operand, value) => piece`${operand} = any(${value}::text[])`,
  test: (actual, value) => actual !== null && value.includes(actual),
});
const isSet = on({
  label: "has any value",
  input: "none",
  value: nothing,
  sql: (operand) => piece`${operand} is not null`,
  test: (actual) => actual !== null,
});

export const choiceOperators = {
  is,
  is_not: not(is, "is not"),
  one_of: oneOf,
  not_one_of: not(oneOf, "is none of"),
  is_set: isSet,
  is_not_set: not(isSet, "has no value"),
};
