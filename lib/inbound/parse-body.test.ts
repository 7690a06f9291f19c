import { expect, test } from "vitest";
import { parseBody } from "./parse-body";

test.each([
  [
    "tags=a&tags=b&Tags=c",
    [
      ["tags", ["a", "b"]],
      ["Tags", "c"],
    ],
  ],
  ["groupIds=a&groupIds=b", [["groupIds", ["a", "b"]]]],
  ["answers[]=a", [["answers", ["a"]]]],
  ["first_name=&first_name=Jane", [["first_name", "Jane"]]],
  ["email=a@example.com&email=b@example.com", [["email", ["a@example.com", "b@example.com"]]]],
])("a form's %s", async (form, entries) => {
  expect(await parseBody("application/x-www-form-urlencoded", Buffer.from(form))).toEqual({ ok: true, entries });
});
