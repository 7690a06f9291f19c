import { expect, test } from "vitest";
import type { FieldType, FieldValue } from "@/lib/mapping/field-types";
import { valueText } from "./value-text";

test.each<[FieldType, FieldValue, string]>([
  ["text", "Berlin", "Berlin"],
  ["number", 1234567.25, "1,234,567.25"],
  ["boolean", true, "Yes"],
  ["boolean", false, "No"],
  ["date", "2026-01-31", "31 Jan 2026"],
  ["datetime", "2026-01-31T08:15:00.000Z", "31 Jan 2026, 08:15 UTC"],
  ["datetime", "not a date", "not a date"],
  ["choice", "pro", "pro"],
])("a %s %j reads as %s", (type, value, text) => {
  expect(valueText(type, value)).toBe(text);
});
