import { expect, test } from "vitest";
import { signUpFormSchema } from "./sign-up-form-schema";

const typed = { successRedirect: "", errorRedirect: "", allowedOrigins: "" };

test("nothing typed means no redirect and no origin", () => {
  expect(signUpFormSchema.parse(typed)).toEqual({ successRedirect: null, errorRedirect: null, allowedOrigins: [] });
});

test("one origin a line; a slash at its end is no path", () => {
  const { allowedOrigins } = signUpFormSchema.parse({
    ...typed,
    allowedOrigins: "https://a.example/\n\nhttps://b.example",
  });
  expect(allowedOrigins).toEqual(["https://a.example", "https://b.example"]);
});

test("a wrong origin is named, at the field itself", () => {
  const issues = signUpFormSchema.safeParse({ ...typed, allowedOrigins: "https://a.example/page" }).error?.issues ?? [];
  expect(issues.map((issue) => [issue.path, issue.message])).toEqual([
    [["allowedOrigins"], "https://a.example/page: Enter an origin without a path, like https://example.com."],
  ]);
});

test("a redirect must be a web address", () => {
  expect(
    signUpFormSchema.safeParse({ ...typed, successRedirect: "javascript:alert(1)" }).error?.issues[0]?.path,
  ).toEqual(["successRedirect"]);
});
