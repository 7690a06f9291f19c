import { valueText } from "@/components/data-fields/value-text";
import type { ValueInput } from "@/lib/segments/operators/operator";
import type { Property } from "@/lib/segments/properties";
import { pairOf, recordOf, textOf, textsOf, typedOf } from "./read";

/** Names of groups and segments by their ids. */
export type Names = ReadonlyMap<string, string>;
type Words = (value: unknown, property: Property, names: Names) => string[];

const quoted = (text: string): string => (text === "" ? "" : `“${text}”`);
const dayWords = (value: unknown): string => (textOf(value) === "" ? "" : valueText("date", textOf(value)));
const optionWords = (value: unknown, { options }: Property): string =>
  options?.find((option) => option.value === value)?.label ?? textOf(value);

const listed = (texts: readonly string[]): string => texts.join(", ");

function periodWords(value: unknown): string {
  const { days, since, before } = recordOf(value);
  if (days !== undefined) return `in the last ${typedOf(days)} days`;
  if (since !== undefined) return `since ${dayWords(since)}`;
  return before === undefined ? "" : `before ${dayWords(before)}`;
}

/** What a value says, in the order in which it fills the gaps of its operator's label; what has no gap follows the label. */
export const valueWords: Record<ValueInput, Words> = {
  none: () => [],
  text: (value) => [quoted(textOf(value))],
  texts: (value) => [listed(textsOf(value).map(quoted))],
  number: (value) => [typedOf(value)],
  number_range: (value) => [pairOf(value).map(typedOf).join(" and ")],
  boolean: (value) => [value === true ? "yes" : value === false ? "no" : ""],
  day: (value) => [dayWords(value)],
  day_range: (value) => [pairOf(value).map(dayWords).join(" and ")],
  days: (value) => [typedOf(value)],
  option: (value, property) => [quoted(optionWords(value, property))],
  options: (value, property) => [listed(textsOf(value).map((option) => quoted(optionWords(option, property))))],
  tag: (value) => [quoted(textOf(value))],
  tags: (value) => [listed(textsOf(value).map(quoted))],
  group: (value, _, names) => [quoted(names.get(textOf(value)) ?? textOf(value))],
  groups: (value, _, names) => [listed(textsOf(value).map((id) => quoted(names.get(id) ?? id)))],
  segment: (value, _, names) => [quoted(names.get(textOf(value)) ?? textOf(value))],
  period: (value) => [periodWords(value)],
  times: (value) => [typedOf(recordOf(value).times), periodWords(value)],
  status: (value, property) => [optionWords(recordOf(value).status, property)],
  status_days: (value, property) => [optionWords(recordOf(value).status, property), typedOf(recordOf(value).days)],
  status_since: (value, property) => [optionWords(recordOf(value).status, property), dayWords(recordOf(value).since)],
};
