import { z } from "zod";
import { cleanLine } from "../../mapping/clean-text";
import { parseDate } from "../../mapping/dates";
import { rulesLimits } from "../rules";
import type { Comparable } from "./operator";

/** The values that operators take. Every message is one sentence that says what to give. */

export const nothing = () => z.unknown().transform(() => undefined);

const line = z
  .string("Give a text.")
  .overwrite(cleanLine)
  .min(1, "Give a text.")
  .max(rulesLimits.textCharacters, `Give at most ${rulesLimits.textCharacters} characters.`);

const list = <T extends z.ZodType>(entry: T, message: string) =>
  z
    .array(entry, message)
    .min(1, message)
    .max(rulesLimits.listEntries, `Give at most ${rulesLimits.listEntries} entries.`);

export const text = () => line;
export const texts = () => list(line, "Give a list of texts.");

const anyNumber = z.number("Give a number, like 42.");
export const number = () => anyNumber;
export const numberRange = () =>
  z
    .tuple([anyNumber, anyNumber], "Give two numbers: [from, to].")
    .refine(([from, to]) => from <= to, "The first number must not be greater than the second.");

export const truth = () => z.boolean("Give true or false.");

const anyDay = z
  .string("Give a day, like 2026-01-31.")
  .refine((value) => parseDate(value) === value, "Give a day, like 2026-01-31.");
export const day = () => anyDay;
export const dayRange = () =>
  z
    .tuple([anyDay, anyDay], "Give two days: [from, to].")
    .refine(([from, to]) => from <= to, "The first day must not be after the second.");

const howMany = `Give a whole number of days between 0 and ${rulesLimits.days}.`;
const anyDays = z.number(howMany).int(howMany).min(0, howMany).max(rulesLimits.days, howMany);
export const days = () => anyDays;

const optionOf = ({ label, options }: Comparable) => {
  // Stored rules keep an option that the field has lost, as contacts do.
  if (options === undefined) return line;
  const shown = options
    .slice(0, 10)
    .map((option) => option.value)
    .join(", ");
  const message = `${label} must be one of: ${shown}${options.length > 10 ? ` and ${options.length - 10} more` : ""}.`;
  return z.string(message).transform((raw, context) => {
    const wanted = cleanLine(raw).toLowerCase();
    const found = options.find(
      (option) => option.value.toLowerCase() === wanted || option.label.toLowerCase() === wanted,
    );
    if (found !== undefined) return found.value;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
};
export const option = optionOf;
export const options = (property: Comparable) => list(optionOf(property), "Choose at least one option.");

const period = {
  days: anyDays.optional(),
  since: anyDay.optional(),
  before: anyDay.optional(),
};
const oneOfThese = "Give at most one of days, since and before.";
const isOne = (value: { days?: number; since?: string; before?: string }) =>
  [value.days, value.since, value.before].filter((part) => part !== undefined).length <= 1;
const periodForm = 'Give {days: 30}, {since: "2026-01-31"} or {before: "2026-01-31"}, or nothing.';

export interface Period {
  days?: number | undefined;
  since?: string | undefined;
  before?: string | undefined;
}
export const periodValue = () =>
  z
    .strictObject(period, periodForm)
    .refine(isOne, oneOfThese)
    .nullish()
    .transform((value): Period => value ?? {});

const timesMessage = "Give a whole number of times between 0 and 1000000.";
const howOften = z.number(timesMessage).int(timesMessage).min(0, timesMessage).max(1_000_000, timesMessage);
export const timesValue = () =>
  z
    .strictObject(
      { times: howOften, ...period },
      'Give {times: 2}, and when you like {days: 30}, {since: "2026-01-31"} or {before: "2026-01-31"} with it.',
    )
    .refine(isOne, oneOfThese);
export const statusValue = (property: Comparable) =>
  z.strictObject({ status: optionOf(property) }, 'Give {status: "subscribed"}.');
export const statusDays = (property: Comparable) =>
  z.strictObject({ status: optionOf(property), days: anyDays }, 'Give {status: "subscribed", days: 30}.');
export const statusSince = (property: Comparable) =>
  z.strictObject({ status: optionOf(property), since: anyDay }, 'Give {status: "subscribed", since: "2026-01-31"}.');
