import { parseId } from "@/db/ids";
import { matchName } from "../../mapping/match-key";
import { type Piece, piece } from "../piece";
import { type Moment, not, operatorsOn } from "./operator";
import { nothing, text, texts } from "./values";

/** A tag as a contact bears it: prefixed id and name. */
interface Borne {
  id: string;
  name: string;
}
const isBorne = (entry: unknown): entry is Borne =>
  typeof entry === "object" && entry !== null && "id" in entry && "name" in entry;

const on = operatorsOn((actual) => (Array.isArray(actual) ? actual.filter(isBorne) : []));

/** Values are ids of tags, or names where no tag had the name when the rule was written. */
const isMeant = (tag: Borne, value: string) =>
  parseId("tag", value) === null ? matchName(tag.name) === matchName(value) : tag.id === value;

/** The ids of the tags that values mean; asked once for a whole statement. A name means the tag that bears it now. */
function idsOf(values: readonly string[], { audienceId }: Moment): Piece {
  const ids = values.flatMap((value) => parseId("tag", value) ?? []);
  const names = values.filter((value) => parseId("tag", value) === null).map(matchName);
  return piece`array(select t.id from tags t where t.audience_id = ${audienceId}::uuid and t.removed_at is null
    and (t.id = any(${ids}::uuid[]) or t.match_name = any(${names}::text[])))`;
}

// The index holds only contacts that have a tag: `<> '{}'` lets it be used.
const anyOf = (operand: Piece, values: readonly string[], at: Moment) =>
  piece`(${operand} <> '{}' and ${operand} && ${idsOf(values, at)})`;

const contains = on({
  label: "contain",
  input: "tag",
  value: text,
  sql: (operand, value, at) => anyOf(operand, [value], at),
  test: (actual, value) => actual.some((tag) => isMeant(tag, value)),
});
const containsAny = on({
  label: "contain any of",
  input: "tags",
  value: texts,
  sql: anyOf,
  test: (actual, values) => values.some((value) => actual.some((tag) => isMeant(tag, value))),
});
const isEmpty = on({
  label: "are empty",
  input: "none",
  value: nothing,
  sql: (operand) => piece`${operand} = '{}'`,
  test: (actual) => actual.length === 0,
});

export const tagOperators = {
  contains,
  not_contains: not(contains, "do not contain"),
  any_of: containsAny,
  all_of: on({
    label: "contain all of",
    input: "tags",
    value: texts,
    sql: (operand, values, at) => {
      const each = values.map((value) => anyOf(operand, [value], at));
      return each.reduce((all, next) => piece`${all} and ${next}`, piece`${operand} <> '{}'`);
    },
    test: (actual, values) => values.every((value) => actual.some((tag) => isMeant(tag, value))),
  }),
  none_of: not(containsAny, "contain none of"),
  is_empty: isEmpty,
  is_not_empty: not(isEmpty, "are not empty"),
};
