import type { FieldType } from "./field-types";

const guesses: [FieldType, RegExp][] = [
  ["boolean", /^(true|false|yes|no)$/i],
  // A leading zero or plus is a code or a phone number; so are many digits.
  ["number", /^-?(0|[1-9]\d{0,8})(\.\d{1,9})?$/],
  ["date", /^\d{4}-\d{2}-\d{2}$/],
  ["datetime", /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i],
  ["email", /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ["url", /^https?:\/\/\S+$/i],
  ["phone", /^\+[\d\s().-]{6,20}$/],
];

/** The type of data field that a value seems to ask for; text when nothing speaks for another. */
export function guessFieldType(value: string): FieldType {
  const text = value.trim();
  return guesses.find(([, pattern]) => pattern.test(text))?.[0] ?? "text";
}
