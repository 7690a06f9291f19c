import { expect, test } from "vitest";
import { ApiError } from "@/lib/http/client";
import { findProperty } from "@/lib/segments/properties";
import type { Rules } from "@/lib/segments/rules";
import { failuresOf } from "./failures";
import { draftOf, type PropertyOf, problemsOf, rulesOf } from "./rules";

const propertyOf: PropertyOf = (field) => (field === null ? undefined : (findProperty(field, []) ?? undefined));

const rules: Rules = {
  all: [
    { field: "contact.status", op: "is", value: "subscribed" },
    {
      any: [
        { field: "contact.tags", op: "contains", value: "gold" },
        { all: [{ field: "contact.email", op: "is", value: "a@b.example" }] },
      ],
    },
  ],
};

test("rules come out of the builder as they went in", () => {
  expect(rulesOf(draftOf(rules))).toEqual(rules);
  expect(problemsOf(draftOf(rules), propertyOf)).toEqual(new Map());
});

test("each unfinished or impossible line has its own problem, in the words of the server's schema", () => {
  const draft = draftOf({
    all: [
      { field: "contact.fields.gone", op: "is", value: "x" },
      { field: "contact.createdAt", op: "in_last_days", value: -1 },
      { field: "contact.createdAt", op: "like", value: 1 },
      { any: [] },
    ],
  });
  expect([...problemsOf(draft, propertyOf).values()]).toEqual([
    "contact.fields.gone does not exist any more. Choose something else or remove the condition.",
    "Give a whole number of days between 0 and 36500.",
    "Choose how to compare it.",
    "Add at least one condition.",
  ]);
});

test("what the server refuses is shown at the innermost line that its path names", () => {
  const draft = draftOf(rules);
  const refuse = (path: string) =>
    failuresOf(new ApiError("invalid_input", "No.", [{ path, message: "Wrong." }], "req"), draft);
  expect([...refuse("rules.all.1.any.0.value").nodes]).toEqual([[3, "Wrong."]]);
  expect([...refuse("rules.all.1.any").nodes]).toEqual([[2, "Wrong."]]);
  expect(refuse("name")).toMatchObject({ name: "Wrong.", all: undefined });
  expect(refuse("other").all).toBe("No.");
});
