import { describe, expect, test } from "vitest";
import { diffContacts } from "./contact-diff";

const jane = {
  email: "jane@example.com",
  status: "subscribed",
  fields: { first_name: "Jane", age: 41 },
  tags: ["b", "a"],
  groups: [{ id: "grp_1", name: "VIP" }],
};

describe("what a test changes on a contact", () => {
  test("a new contact is all additions, in the order in which a contact is read", () => {
    expect(diffContacts(null, jane).map(({ key, before, after }) => [key, before, after])).toEqual([
      ["email", undefined, "jane@example.com"],
      ["status", undefined, "Active (subscribed)"],
      ["first_name", undefined, "Jane"],
      ["age", undefined, "41"],
      ["tags", undefined, "a, b"],
      ["groups", undefined, "VIP"],
    ]);
  });

  test("only what differs is named; the order of tags is no difference", () => {
    const after = { ...jane, fields: { first_name: "Janet", age: 41 }, tags: ["a", "b"], groups: [] };
    expect(diffContacts(jane, after)).toEqual([
      { key: "first_name", before: "Jane", after: "Janet" },
      { key: "groups", before: "VIP", after: undefined },
    ]);
  });

  test("a blanked field is gone", () => {
    expect(diffContacts(jane, { ...jane, fields: { first_name: null, age: 41 } })).toEqual([
      { key: "first_name", before: "Jane", after: undefined },
    ]);
  });
});
