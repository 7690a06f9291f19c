import { describe, expect, it } from "vitest";
import { z } from "zod";
import { plainWords, summarise, toIssues } from "./issues";

const schema = z.strictObject({
  name: z.string().min(1).max(5),
  age: z.number().int().min(18).optional(),
  role: z.enum(["admin", "viewer"]).optional(),
  tags: z
    .array(z.object({ id: z.string() }))
    .max(1)
    .optional(),
  email: z.email().optional(),
  own: z.string().min(3, "Say more").optional(),
});
const issuesOf = (value: unknown) => {
  const result = schema.safeParse(value, { error: plainWords });
  return result.success ? [] : toIssues(result.error);
};

describe("issues", () => {
  it("say in plain words where and what", () => {
    expect(issuesOf({ name: "too long", age: 3, role: "king", email: "x", own: "x" })).toEqual([
      { path: "name", message: "must have at most 5 characters" },
      { path: "age", message: "must be at least 18" },
      { path: "role", message: "must be one of admin, viewer" },
      { path: "email", message: "must be an email address" },
      { path: "own", message: "Say more" },
    ]);
  });

  it("tell a missing value from a wrong one, and name an unknown key at its place", () => {
    expect(issuesOf({ nmae: "x" })).toEqual([
      { path: "name", message: "is required" },
      { path: "nmae", message: "is not known here" },
    ]);
    expect(issuesOf({ name: 5 })).toEqual([{ path: "name", message: "must be a text" }]);
    expect(issuesOf([])).toEqual([{ path: "", message: "must be an object" }]);
    expect(issuesOf({ name: "x", tags: [{}] })).toEqual([{ path: "tags.0.id", message: "is required" }]);
  });

  it("have a sentence that stands alone", () => {
    expect(summarise(issuesOf({}))).toBe("name: is required.");
    expect(summarise(issuesOf({ x: 1 }))).toBe("name: is required. There is 1 more problem.");
    expect(summarise(issuesOf(null))).toBe("The request must be an object.");
  });
});
