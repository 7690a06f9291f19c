import { piece } from "../piece";
import { not, operatorsOn } from "./operator";
import { nothing, text, texts } from "./values";

const on = operatorsOn((actual) => (typeof actual === "string" ? actual.toLowerCase() : null));

const is = on({
  label: "is",
  input: "text",
  value: text,
  sql: (operand, value) => piece`lower(${operand}) = lower(${value}::text)`,
  test: (actual, value) => actual === value.toLowerCase(),
});
const contains = on({
  label: "contains",
  input: "text",
  value: text,
  // No pattern, so that % and _ mean themselves.
  sql: (operand, value) => piece`strpos(lower(${operand}), lower(${value}::text)) > 0`,
  test: (actual, value) => actual?.includes(value.toLowerCase()) === true,
});
const oneOf = on({
  label: "is one of",
  input: "texts",
  value: texts,
  sql: (operand, value) => piece`lower(${operand}) = any(array(select lower(v) from unnest(${value}::text[]) v))`,
  test: (actual, value) => value.some((entry) => entry.toLowerCase() === actual),
});
const isSet = on({
  label: "has any value",
  input: "none",
  value: nothing,
  sql: (operand) => piece`${operand} is not null`,
  test: (actual) => actual !== null,
});

/** Comparisons of texts take no notice of case. "Is not", "does not contain" and the like hold for contacts without a value too. */
export const textOperators = {
  is,
  is_not: not(is, "is not"),
  contains,
  not_contains: not(contains, "does not contain"),
  starts_with: on({
    label: "starts with",
    input: "text",
    value: text,
    sql: (operand, value) => piece`starts_with(lower(${operand}), lower(${value}::text))`,
    test: (actual, value) => actual?.startsWith(value.toLowerCase()) === true,
  }),
  ends_with: on({
    label: "ends with",
    input: "text",
    value: text,
    sql: (operand, value) => piece`right(lower(${operand}), length(lower(${value}::text))) = lower(${value}::text)`,
    test: (actual, value) => actual?.endsWith(value.toLowerCase()) === true,
  }),
  one_of: oneOf,
  not_one_of: not(oneOf, "is none of"),
  is_set: isSet,
  is_not_set: not(isSet, "has no value"),
};
