import { describe, expect, test } from "vitest";
import { readPaths } from "./read-paths";

const mapping = [
  { path: "customer.contact", field: "email" },
  { path: "billing.mail", field: "email" },
  { path: "customer.age", field: "age" },
  { path: "customer.labels", field: "tags" },
  { path: "answers[type=city].text", field: "city" },
];
const request = (body: object, log: { fieldKeys?: string[]; ignored?: string[]; issues?: Issue[] }) => ({
  contentType: "application/json",
  query: null,
  body: JSON.stringify(body),
  fieldKeys: [],
  ignored: [],
  issues: [],
  ...log,
});
type Issue = { path: string; message: string };

describe("what a webhook with a mapping made of a body", () => {
  test("names each path's target, wherever it lies, and what no line leads to", () => {
    const body = {
      customer: { contact: "a@b.co", age: 41, plan: "gold", labels: ["x", "y"] },
      billing: { mail: "other@b.co" },
      answers: [{ type: "city", text: "Bern" }],
      city: "Ulm",
    };
    expect(readPaths(request(body, { fieldKeys: ["age", "city"], ignored: ["city"] }), mapping)).toEqual([
      { key: "customer.contact", value: "a@b.co", reading: { kind: "built_in", name: "Email address" } },
      { key: "customer.age", value: "41", reading: { kind: "field", key: "age" } },
      { key: "customer.plan", value: "gold", reading: { kind: "ignored", why: "unmapped" } },
      { key: "customer.labels", value: '["x","y"]', reading: { kind: "built_in", name: "Tags" } },
      { key: "billing.mail", value: "other@b.co", reading: { kind: "ignored", why: "passed_over" } },
      { key: "answers[0].type", value: "city", reading: { kind: "ignored", why: "unmapped" } },
      { key: "answers[0].text", value: "Bern", reading: { kind: "field", key: "city" } },
      { key: "city", value: "Ulm", reading: { kind: "ignored", why: "unmapped" } },
    ]);
  });

  test("shows what was wrong at its path, even where its line is gone since", () => {
    const body = { customer: { contact: "a@b.co", age: "old" }, size: "XS" };
    const issues = [
      { path: "customer.age", message: "Age must be a number, like 42." },
      { path: "size", message: "Size must be one of: M, L." },
    ];
    expect(readPaths(request(body, { issues }), mapping)).toMatchObject([
      { key: "customer.contact" },
      { key: "customer.age", reading: { kind: "issue", message: issues[0]?.message } },
      { key: "size", reading: { kind: "issue", message: issues[1]?.message } },
    ]);
  });

  test("a missing address is no fault of a key that has its name", () => {
    const issues = [{ path: "email", message: "Please provide an email address in the webhook data." }];
    expect(readPaths(request({ email: "a@b.co" }, { issues, ignored: ["email"] }), mapping)).toMatchObject([
      { key: "email", reading: { kind: "ignored", why: "unmapped" } },
    ]);
  });

  test("a line that came later, or whose value was not taken, is not said to have filled its field", () => {
    const lines = [...mapping, { path: "extra", field: "tags" }];
    const body = { customer: { contact: "a@b.co", age: 41 }, extra: "x", answers: [{ type: "city", text: "" }] };
    expect(readPaths(request(body, { ignored: ["extra"] }), lines)).toMatchObject([
      { key: "customer.contact" },
      { key: "customer.age", reading: { kind: "unread" } },
      { key: "extra", reading: { kind: "unread" } },
      { key: "answers[0].type" },
      { key: "answers[0].text", reading: { kind: "blank" } },
    ]);
  });

  test("a form's key that looks like a path is what the path means", () => {
    const form = {
      ...request({}, {}),
      contentType: "application/x-www-form-urlencoded",
      body: "customer.contact=a%40b.co",
    };
    expect(readPaths(form, mapping)).toEqual([
      { key: '["customer.contact"]', value: "a@b.co", reading: { kind: "built_in", name: "Email address" } },
    ]);
  });

  test("a body that is no object has no paths to show, and one without an end is not followed to it", () => {
    expect(readPaths({ ...request({}, {}), body: "[]" }, mapping)).toBeNull();
    const deep = `{"a":${"[".repeat(1_000)}1${"]".repeat(1_000)}}`;
    expect(readPaths({ ...request({}, {}), body: deep }, mapping)).toHaveLength(1);
  });
});
