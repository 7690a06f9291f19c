import { expect, test } from "vitest";
import { blankRow, changeSource, type DraftRow, draftRows, duplicateRow, mappingRows, moveRow } from "./draft";

const row = (part: Partial<DraftRow>): DraftRow => ({ ...blankRow(), ...part });
const names = (rows: readonly DraftRow[]) => rows.map(({ field }) => field);

test("a stored mapping goes through the editor unchanged", () => {
  const stored = [
    { field: "email", source: "mapping" as const, value: "contact.email" },
    { field: "name", source: "template" as const, value: "{{ contact.first_name }}", default: "you" },
    { field: "phone", source: "mapping" as const, value: "contact.fields.phone", omitIfEmpty: true },
    { field: "source", source: "custom" as const, value: "webhook" },
  ];
  expect(mappingRows(draftRows(stored))).toEqual(stored);
});

test("a default is kept while another rule is tried, and sent only when it is chosen", () => {
  const written = row({ field: "a", value: "contact.email", ifEmpty: "omit", default: "you" });
  expect(mappingRows([written])).toEqual([
    { field: "a", source: "mapping", value: "contact.email", omitIfEmpty: true },
  ]);
  expect(mappingRows([{ ...written, ifEmpty: "default" }])[0]).toMatchObject({ default: "you" });
});

test("a property becomes a template of the same meaning, and back", () => {
  const template = changeSource(row({ value: "contact.email" }), "template");
  expect(template.value).toBe("{{ contact.email }}");
  expect(changeSource(template, "mapping").value).toBe("contact.email");
  expect(changeSource(row({ source: "template", value: "Hi {{ contact.email }}" }), "mapping").value).toBe("");
});

test("a fixed text becomes a template, but no property", () => {
  const fixed = row({ source: "custom", value: "webhook" });
  expect(changeSource(fixed, "template").value).toBe("webhook");
  expect(changeSource(fixed, "mapping").value).toBe("");
});

test("rows move by one place and stay at the ends", () => {
  const [a, b, c] = [row({ field: "a" }), row({ field: "b" }), row({ field: "c" })];
  expect(names(moveRow([a, b, c], b.id, -1))).toEqual(["b", "a", "c"]);
  expect(names(moveRow([a, b, c], b.id, 1))).toEqual(["a", "c", "b"]);
  expect(names(moveRow([a, b, c], a.id, -1))).toEqual(["a", "b", "c"]);
});

test("a copy stands below its row under a name that is free", () => {
  const rows = [row({ field: "email" }), row({ field: "email_2" })];
  const copied = duplicateRow(rows, rows[0]?.id ?? "");
  expect(names(copied)).toEqual(["email", "email_3", "email_2"]);
  expect(new Set(copied.map(({ id }) => id)).size).toBe(3);
});
