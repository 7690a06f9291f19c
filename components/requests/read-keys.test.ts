import { describe, expect, test } from "vitest";
import { readKeys } from "./read-keys";

const request = {
  contentType: "application/json; charset=utf-8",
  query: null,
  body: '{"email":"a@b.co","First Name":"Jane","age":"","plan":"gold","utm":{"a":1},"tags":["x"]}',
  fieldKeys: ["first_name"],
  ignored: ["utm"],
  issues: [{ path: "plan", message: "Plan must be one of: free, pro." }],
};

describe("what a webhook made of a body", () => {
  test("names each key's field, what was ignored, and what was wrong", () => {
    expect(readKeys(request)).toEqual([
      { key: "email", value: "a@b.co", reading: { kind: "built_in", name: "Email address" } },
      { key: "First Name", value: "Jane", reading: { kind: "field", key: "first_name" } },
      { key: "age", value: "", reading: { kind: "blank" } },
      { key: "plan", value: "gold", reading: { kind: "issue", message: "Plan must be one of: free, pro." } },
      { key: "utm", value: '{"a":1}', reading: { kind: "ignored", why: "unnamed" } },
      { key: "tags", value: '["x"]', reading: { kind: "built_in", name: "Tags" } },
    ]);
  });

  test("form data: plus is a space, and a repeated key is a list", () => {
    const contentType = "application/x-www-form-urlencoded";
    const keys = readKeys({ ...request, contentType, body: "First+Name=Jane&tags%5B%5D=a&tags%5B%5D=b", issues: [] });
    expect(keys).toMatchObject([
      { key: "First Name", value: "Jane", reading: { kind: "field", key: "first_name" } },
      { key: "tags", value: '["a","b"]' },
    ]);
  });

  test("the query string of a GET is read like form data", () => {
    const keys = readKeys({ ...request, contentType: null, body: null, query: "First+Name=Jane&utm=x", issues: [] });
    expect(keys).toMatchObject([
      { key: "First Name", value: "Jane", reading: { kind: "field", key: "first_name" } },
      { key: "utm", value: "x", reading: { kind: "ignored", why: "unnamed" } },
    ]);
  });

  test("a value that the log knows nothing of is not said to be blank", () => {
    const stopped = { ...request, body: '{"plan":"gold","age":null}', fieldKeys: [], ignored: [], issues: [] };
    expect(readKeys(stopped)).toMatchObject([{ reading: { kind: "unread" } }, { reading: { kind: "blank" } }]);
  });

  test("a body that is no object has no keys to show", () => {
    for (const body of [null, "", "[]", "{oops"]) expect(readKeys({ ...request, body })).toBeNull();
  });
});
