import type { z } from "zod";
import type { Issue } from "../errors";

const kinds: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  record: "an object",
  date: "a date",
  null: "null",
};

const formats: Record<string, string> = {
  email: "must be an email address",
  url: "must be a URL",
  datetime: "must be a date and time like 2026-01-31T12:00:00Z",
  date: "must be a date like 2026-01-31",
};

const units: Record<string, string> = { string: " characters", array: " entries", set: " entries" };

/** What zod found wrong, in words for people who have never heard of it. Schemas that bring their own message keep it. */
export const plainWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is required";
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case "too_small":
      if (issue.origin === "string" && Number(issue.minimum) === 1) return "must not be empty";
      return `must ${limitVerb(issue.origin)} at least ${issue.minimum}${units[issue.origin] ?? ""}`;
    case "too_big":
      return `must ${limitVerb(issue.origin)} at most ${issue.maximum}${units[issue.origin] ?? ""}`;
    case "invalid_format":
      return formats[issue.format] ?? "does not have the right form";
    case "invalid_value":
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(", ")}`;
    case "unrecognized_keys":
      return "is not known here";
    case "invalid_union":
      return "has none of the allowed forms";
    default:
      return undefined;
  }
};

const limitVerb = (origin: string): string => (origin in units ? "have" : "be");

/** zod's issues as the API tells them: one per place, the path with dots. An unknown key is named at its own place. */
export const toIssues = (error: z.core.$ZodError): Issue[] =>
  error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: issue.message }))
      : [{ path: pathOf(issue.path), message: issue.message }],
  );

const pathOf = (path: PropertyKey[]): string => path.map(String).join(".");

/** One sentence that holds even for somebody who never looks at the issues. */
export function summarise(issues: Issue[]): string {
  const [first] = issues;
  if (first === undefined) return "The request is not valid.";
  const more =
    issues.length > 1
      ? ` There ${issues.length === 2 ? "is 1 more problem" : `are ${issues.length - 1} more problems`}.`
      : "";
  const what = first.path === "" ? `The request ${first.message}` : `${first.path}: ${first.message}`;
  return `${what.replace(/\.$/, "")}.${more}`;
}
