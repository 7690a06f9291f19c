import { valueText } from "@/components/data-fields/value-text";
import type { PropertyKind } from "@/lib/segments/operators";
import type { Property } from "@/lib/segments/properties";
import { recordOf, textOf, textsOf } from "./read";
import type { Names } from "./words";

type Words = (actual: unknown, property: Property, names: Names) => string;

const rowsOf = (actual: unknown) => (Array.isArray(actual) ? actual.map(recordOf) : []);
const listed = (texts: readonly string[], none: string): string => (texts.length === 0 ? none : texts.join(", "));
/** Tags come with their names, or as names. */
const tagName = (tag: unknown): string => (typeof tag === "string" ? tag : textOf(recordOf(tag).name));
const namesOf = (actual: unknown, names: Names) => textsOf(actual).map((id) => names.get(id) ?? id);
const optionOf = ({ options }: Property, value: unknown) =>
  options?.find((option) => option.value === value)?.label ?? String(value);
const dayText = (day: unknown) => valueText("date", textOf(day));

/** "12 times, last on 21 Nov 2026" */
function eventWords(actual: unknown): string {
  const days = rowsOf(actual);
  const times = days.reduce((sum, { count }) => sum + Number(count), 0);
  if (times === 0) return "never";
  const last = days
    .map(({ day }) => textOf(day))
    .sort()
    .at(-1);
  return `${times === 1 ? "once" : `${times.toLocaleString("en")} times`}, last on ${dayText(last)}`;
}

/** What a contact has, for the one who asks why a condition holds or not. */
export const actualWords: Record<PropertyKind, Words> = {
  text: (actual) => String(actual),
  number: (actual) => (typeof actual === "number" ? valueText("number", actual) : String(actual)),
  boolean: (actual) => (actual === true ? "Yes" : "No"),
  choice: (actual, property) => optionOf(property, actual),
  date: (actual) => valueText(textOf(actual).length > 10 ? "datetime" : "date", textOf(actual)),
  tags: (actual) => listed(Array.isArray(actual) ? actual.map(tagName) : [], "no tag"),
  groups: (actual, _, names) => listed(namesOf(actual, names), "no group"),
  consent: (actual, property) =>
    listed(
      rowsOf(actual).map(({ status, day }) => `${optionOf(property, status)} on ${dayText(day)}`),
      "no change of status",
    ),
  event: eventWords,
  segment: (actual, _, names) => listed(namesOf(actual, names), "no segment"),
};
