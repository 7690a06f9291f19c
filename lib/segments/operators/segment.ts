import { parseId } from "@/db/ids";
import { piece } from "../piece";
import { not, operatorsOn } from "./operator";
import { text } from "./values";

/** The operand is the contact's id; values are prefixed ids of segments that `readRules` has found. */
const on = operatorsOn((actual) =>
  Array.isArray(actual) ? actual.filter((entry): entry is string => typeof entry === "string") : [],
);

const isIn = on({
  label: "is in",
  input: "segment",
  value: text,
  sql: (operand, value) => piece`exists (select from segment_members m
    where m.segment_id = ${parseId("seg", value)}::uuid and m.contact_id = ${operand})`,
  test: (actual, value) => actual.includes(value),
});

export const segmentOperators = { is_in: isIn, is_not_in: not(isIn, "is not in") };
