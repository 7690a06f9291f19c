import fc from "fast-check";
import { expect, test } from "vitest";
import { isPath, listPaths, locatePath, readPath } from "./json-path";

const payload = {
  customer: { first_name: "Jane", "odd.key": "dots", emails: ["a@example.com", "b@example.com"] },
  items: [{ sku: "A1" }, { sku: "B2", price: 4 }],
  answers: [
    { type: "text", text: "Laura", field: { ref: "name" } },
    { type: "email", email: "laura@example.com", field: { ref: "mail" } },
  ],
  "a=b": 1,
};

test.each([
  ["customer.first_name", "Jane"],
  ["items[1].sku", "B2"],
  ["items[0]", { sku: "A1" }],
  ["customer.emails[1]", "b@example.com"],
  ['customer["odd.key"]', "dots"],
  ['["a=b"]', 1],
  ["answers[type=email].email", "laura@example.com"],
  ["answers[field.ref=name].text", "Laura"],
  ["answers[type=phone].phone", undefined],
  ["items[7].sku", undefined],
  ["customer.first_name.length", undefined],
  ["customer.constructor", undefined],
  ["__proto__.toString", undefined],
  ["items.length", undefined],
])("%s leads to its value", (path, value) => {
  expect(readPath(payload, path)).toEqual(value);
});

test.each(["", ".a", "a.", "a..b", "a[", "a[]", "a[x]", "a]b", "[0", "a[1]b", "x".repeat(201)])(
  "%j is no path",
  (path) => {
    expect(isPath(path)).toBe(false);
    expect(readPath(payload, path)).toBeUndefined();
  },
);

test("every listed path leads back to its value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const { path, value: text } of listPaths({ body: value }, 50))
        expect(String(readPath({ body: value }, path))).toBe(text);
    }),
  );
});

test("listing stops at its limit", () => {
  expect(listPaths(payload, 3)).toEqual([
    { path: "customer.first_name", value: "Jane" },
    { path: 'customer["odd.key"]', value: "dots" },
    { path: "customer.emails[0]", value: "a@example.com" },
  ]);
});

test("a path is located by the name that listing gives its value", () => {
  expect(locatePath(payload, "answers[field.ref=mail].email")).toBe("answers[1].email");
  expect(locatePath(payload, '["customer"]["odd.key"]')).toBe('customer["odd.key"]');
  for (const path of ["", "a[", "answers[type=phone].phone", "items[7]", "customer[0]"])
    expect(locatePath(payload, path)).toBeNull();
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const { path } of listPaths({ body: value }, 50)) expect(locatePath({ body: value }, path)).toBe(path);
    }),
  );
});
