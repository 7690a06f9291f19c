import { expect, test } from "vitest";
import { guessFieldType } from "./guess-type";

test.each([
  ["true", "boolean"],
  ["No", "boolean"],
  ["42", "number"],
  ["-3.5", "number"],
  ["01234", "text"],
  ["4006381333931", "text"],
  ["2026-01-31", "date"],
  ["2026-01-31T12:00:00Z", "datetime"],
  ["jane@example.com", "email"],
  ["https://example.com/a?b=c", "url"],
  ["+49 170 1234567", "phone"],
  ["gold", "text"],
  ['{"a":1}', "text"],
  ["", "text"],
])("%s looks like a field of type %s", (value, type) => {
  expect(guessFieldType(value)).toBe(type);
});
