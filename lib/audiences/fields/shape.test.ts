import { expect, test } from "vitest";
import { keyFromLabel, keyIssue, shapeField } from "./shape";

test.each([
  ["First Name", "first_name"],
  ["  Plan (current)  ", "plan_current"],
  ["Größe", "grosse"],
  ["Straße", "strasse"],
  ["Ça va?", "ca_va"],
  ["2nd address", "field_2nd_address"],
  ["ＰＬＡＮ", "plan"],
  ["x".repeat(60), "x".repeat(40)],
  [`${"x".repeat(39)} y`, "x".repeat(39)],
])("the label %j suggests the key %s", (label, key) => {
  expect(keyFromLabel(label)).toBe(key);
  expect(keyIssue(key)).toBeNull();
});

test("a label without Latin letters suggests no key", () => {
  expect(keyFromLabel("年齢")).toBeNull();
  expect(keyFromLabel("!?")).toBeNull();
});

test.each(["", "Age", "1age", "_age", "my-age", "my age", "a".repeat(41), "âge"])("%j is no key", (key) => {
  expect(keyIssue(key)).toMatchObject({
    path: "key",
    message: expect.stringContaining("must start with a small letter"),
  });
});

test.each([
  "email",
  "email_address",
  "e_mail",
  "id",
  "status",
  "tags",
  "group_ids",
  "created_at",
  "skip_double_opt_in",
  "constructor",
])("a field may not take a built-in property's name: %s", (key) => {
  expect(keyIssue(key)).toMatchObject({ path: "key", message: expect.stringContaining("built-in property") });
});

const text = { label: "City", type: "text" as const, options: [], default: null };
const plan = { label: "Plan", type: "choice" as const, options: ["free", "pro"], default: null };

test("a default is kept in the normal form of its type", () => {
  expect(shapeField({ ...text, default: " Berlin " })).toEqual({ ok: true, defaultValue: "Berlin" });
  expect(shapeField({ ...text, type: "number", default: "41" })).toEqual({ ok: true, defaultValue: 41 });
  expect(shapeField({ ...plan, default: "FREE" })).toEqual({ ok: true, defaultValue: "free" });
  expect(shapeField({ ...text, default: "  " })).toEqual({ ok: true, defaultValue: null });
});

test("a default that does not fit the type is refused", () => {
  for (const field of [
    { ...text, type: "number" as const, default: "old" },
    { ...text, type: "email" as const, default: "nope" },
    { ...plan, default: "gold" },
  ])
    expect(shapeField(field)).toMatchObject({ ok: false, issues: [{ path: "default" }] });
});

test("a choice needs options that differ by more than case, other types take none", () => {
  for (const field of [
    { ...plan, options: [] },
    { ...plan, options: ["free", "pro", "Free"] },
    { ...text, options: ["free"] },
  ])
    expect(shapeField(field)).toMatchObject({ ok: false, issues: [{ path: "options" }] });
});
