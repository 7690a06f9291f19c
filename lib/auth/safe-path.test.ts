import { expect, test } from "vitest";
import { safePath } from "./safe-path";

test.each([
  ["/default/audiences?status=x", "/default/audiences?status=x"],
  ["/a/../b", "/b"],
])("%s is a path of this site", (path, expected) => {
  expect(safePath(path)).toBe(expected);
});

test.each([
  null,
  undefined,
  "",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/./\\evil.example",
  "/..//evil.example",
])("%s leads to the start page, never to another site", (path) => {
  expect(safePath(path)).toBe("/");
});
