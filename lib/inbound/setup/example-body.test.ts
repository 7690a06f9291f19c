import { describe, expect, test } from "vitest";
import { fieldTypeNames, parseFieldValue } from "../../mapping/field-types";
import { bodyText, exampleBody, exampleValue } from "./example-body";
import { testField } from "./test-fields";

const nothing = { optionalFields: false, tags: [], groupIds: [], skipDoubleOptIn: false };
const fields = [
  testField({ key: "first_name", type: "text", required: true }),
  testField({ key: "age", type: "number" }),
  testField({ key: "plan", type: "choice", options: ["free", "pro"], required: true }),
];

describe("example body", () => {
  test("has the email, the required fields and SkipDoubleOptIn", () => {
    expect(exampleBody(fields, nothing)).toEqual({
      email: "janedoe@example.com",
      first_name: "Jane",
      plan: "free",
      SkipDoubleOptIn: false,
    });
  });

  test("optional fields, tags by name and groups by id come when they are asked for", () => {
    const body = exampleBody(fields, {
      optionalFields: true,
      tags: ["tag1", "tag2"],
      groupIds: ["grp_1", "grp_2"],
      skipDoubleOptIn: true,
    });
    expect(Object.keys(body)).toEqual(["email", "first_name", "age", "plan", "tags", "groupIds", "SkipDoubleOptIn"]);
    expect(body).toMatchObject({ age: 42, tags: "tag1,tag2", groupIds: "grp_1,grp_2", SkipDoubleOptIn: true });
  });

  test.each(fieldTypeNames)("a %s field's example is a value that the field takes", (type) => {
    const field = testField({ key: "first_name", type, options: ["one", "two"] });
    expect(parseFieldValue(field, exampleValue(field))).toEqual({ ok: true, value: exampleValue(field) });
  });

  test("form data carries every character", () => {
    const body = { name: "a&b=c +é\n$" };
    expect([...new URLSearchParams(bodyText(body, "form"))]).toEqual([["name", "a&b=c +é\n$"]]);
  });
});
