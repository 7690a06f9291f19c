import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FieldType, fieldTypeNames, fieldTypes, parseFieldValue } from "./field-types";

const field = (type: FieldType, options: string[] = []) => ({ type, label: "Age", options });
const parse = (type: FieldType, raw: unknown, options?: string[]) => parseFieldValue(field(type, options), raw);
const plans = ["free", "Pro", "ÉLITE"];

describe.each(fieldTypeNames)("%s", (type) => {
  const shape = field(type, plans);

  test("takes null and blank text as blank", () => {
    for (const raw of [null, undefined, "", "   ", "\n\t\u00a0"])
      expect(parseFieldValue(shape, raw)).toEqual({ ok: true, value: null });
  });

  test("refuses lists and objects, naming the field in one sentence", () => {
    for (const raw of [[], ["a"], [1], {}, { toString: "x" }, { value: 1 }]) {
      const result = parseFieldValue(shape, raw);
      expect(result).toEqual({ ok: false, message: expect.stringMatching(/^Age must be .*\.$/) });
    }
  });

  test("takes its own example", () => {
    const example = fieldTypes[type].example(shape);
    expect(parseFieldValue(shape, example)).toEqual({ ok: true, value: example });
  });

  test("answers any JSON value, and its result parses to itself", () => {
    const nearly = fc.oneof(
      fc.jsonValue({ stringUnit: "binary" }),
      fc.string({ unit: "binary" }),
      fc.double(),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.emailAddress(),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: fc.constantFrom(..."+0123456789 -()/.") }),
      fc.constantFrom("PRO", "élite", "e\u0301lite", "yes", "-0", -0, "+1", "\u0000", "\ud800", "\u0301"),
    );
    fc.assert(
      fc.property(nearly, (raw) => {
        const first = parseFieldValue(shape, raw);
        if (first.ok) expect(parseFieldValue(shape, first.value)).toEqual(first);
        else expect(first.message).toMatch(/^Age /);
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each<[FieldType, unknown, unknown]>([
  ["text", "  Jane ", "Jane"],
  ["text", 41, "41"],
  ["text", true, "true"],
  ["text", "a\tb\r\nc", "a\tb\nc"],
  ["text", "a\u0000b\u001bc\u007f", "abc"],
  ["text", "\u0000", null],
  ["text", "e\u0301", "é"],
  ["text", "half \ud83d smile", "half \ufffd smile"],
  ["text", "smile 😀", "smile 😀"],
  ["text", "x".repeat(4_000), "x".repeat(4_000)],
  ["text", `${"x".repeat(4_000)}   `, "x".repeat(4_000)],
  ["number", 41, 41],
  ["number", "41", 41],
  ["number", " +19.90 ", 19.9],
  ["number", "-1.5e3", -1500],
  ["number", -0, 0],
  ["number", "-0", 0],
  ["number", "1e-400", 0],
  ["number", 9007199254740991, 9007199254740991],
  ["boolean", true, true],
  ["boolean", 0, false],
  ["boolean", "1", true],
  ["boolean", " Yes ", true],
  ["boolean", "on", true],
  ["boolean", "OFF", false],
  ["date", "2026-01-31T08:15:00Z", "2026-01-31"],
  ["datetime", "2026-01-31T08:15:00+01:00", "2026-01-31T07:15:00.000Z"],
  ["email", " Jane@Example.COM", "jane@example.com"],
  ["url", " https://example.com/a?b=c#d ", "https://example.com/a?b=c#d"],
  ["url", "HTTP://example.com", "HTTP://example.com"],
  ["phone", "+49 (0)170 / 123-45 67", "+491701234567"],
  ["phone", "(030) 123.456", "030123456"],
  ["phone", 491701234567, "491701234567"],
])("%s reads %j", (type, raw, value) => {
  expect(parse(type, raw)).toEqual({ ok: true, value });
});

test.each<[FieldType, unknown, string]>([
  ["text", "x".repeat(4_001), "Age must be at most 4,000 characters long."],
  ["text", Number.POSITIVE_INFINITY, "Age must be text, like Berlin."],
  ["number", "old", "Age must be a number, like 42."],
  ["number", true, "Age must be a number, like 42."],
  ["number", "0x10", "Age must be a number, like 42."],
  ["number", "1,5", "Age must be a number, like 42."],
  ["number", "041", "Age must be a number, like 42."],
  ["number", "Infinity", "Age must be a number, like 42."],
  ["number", "1".repeat(41), "Age must be a number, like 42."],
  ["number", "1e400", "Age must be a number between -9007199254740991 and 9007199254740991."],
  ["number", "1e131071", "Age must be a number between -9007199254740991 and 9007199254740991."],
  ["number", JSON.parse("1e400"), "Age must be a number between -9007199254740991 and 9007199254740991."],
  ["number", 2 ** 53, "Age must be a number between -9007199254740991 and 9007199254740991."],
  ["boolean", "maybe", "Age must be true or false."],
  ["boolean", 2, "Age must be true or false."],
  ["boolean", "constructor", "Age must be true or false."],
  ["date", "31.01.2026", "Age must be a date, like 2026-01-31."],
  ["date", 20260131, "Age must be a date, like 2026-01-31."],
  ["date", "2026-02-29", "Age must be a date, like 2026-01-31."],
  ["datetime", 1767225600, "Age must be a date and time, like 2026-01-31T08:15:00Z."],
  ["email", "nope", "Age must be an email address, like jane@example.com."],
  ["email", 5, "Age must be an email address, like jane@example.com."],
  ["url", "example.com", "Age must be a web address, like https://example.com."],
  ["url", "javascript:alert(1)", "Age must be a web address, like https://example.com."],
  ["url", "https://a b.com", "Age must be a web address, like https://example.com."],
  ["url", "https://", "Age must be a web address, like https://example.com."],
  ["url", `https://example.com/${"x".repeat(2_048)}`, "Age must be a web address, like https://example.com."],
  ["phone", "1234", "Age must be a phone number, like +49 170 1234567."],
  ["phone", "1".repeat(21), "Age must be a phone number, like +49 170 1234567."],
  ["phone", "call me", "Age must be a phone number, like +49 170 1234567."],
  ["phone", "+", "Age must be a phone number, like +49 170 1234567."],
  ["phone", -491701234, "Age must be a phone number, like +49 170 1234567."],
])("%s refuses %j", (type, raw, message) => {
  expect(parse(type, raw)).toEqual({ ok: false, message });
});

test("a choice is matched without regard to case and stored as declared", () => {
  expect(parse("choice", " PRO ", plans)).toEqual({ ok: true, value: "Pro" });
  expect(parse("choice", "e\u0301lite", plans)).toEqual({ ok: true, value: "ÉLITE" });
  expect(parse("choice", 1, ["1", "2"])).toEqual({ ok: true, value: "1" });
});

test("a value that is no option is told which ones there are, ten at most", () => {
  expect(parse("choice", "gold", ["free", "pro"])).toEqual({ ok: false, message: "Age must be one of: free, pro." });
  const many = Array.from({ length: 12 }, (_, i) => `o${i}`);
  expect(parse("choice", "gold", many)).toEqual({
    ok: false,
    message: "Age must be one of: o0, o1, o2, o3, o4, o5, o6, o7, o8, o9 and 2 more.",
  });
});
