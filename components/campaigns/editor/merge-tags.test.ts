import { expect, test } from "vitest";
import { mergeTag } from "./merge-tags";

test("a data field goes by its short name, anything else by its own", () => {
  expect(mergeTag("contact.fields.first_name", "")).toBe("{{ contact.first_name }}");
  expect(mergeTag("contact.email", " ")).toBe("{{ contact.email }}");
});

test("a fallback with quotes of one kind stands between those of the other", () => {
  expect(mergeTag("contact.fields.first_name", "there")).toBe('{{ contact.first_name | default: "there" }}');
  expect(mergeTag("contact.fields.plan", 'the "free" one')).toBe(`{{ contact.plan | default: 'the "free" one' }}`);
  expect(mergeTag("contact.fields.plan", `"a" and 'b'`)).toBe(`{{ contact.plan | default: '"a" and b' }}`);
});
