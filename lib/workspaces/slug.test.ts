import { describe, expect, it } from "vitest";
import { slugCandidate, slugOf } from "./slug";

describe("slugOf", () => {
  it.each([
    ["Acme Inc.", "acme-inc"],
    ["  Größe & Ñandú!  ", "gro-e-nandu"],
    ["---", "workspace-1"],
    ["日本", "workspace-1"],
    ["x".repeat(60), "x".repeat(40)],
    [`${"x".repeat(39)} y`, "x".repeat(39)],
  ])("%s becomes %s", (name, slug) => expect(slugOf(name)).toBe(slug));

  it("no workspace takes the address of a page or of the first workspace", () => {
    for (const name of ["Sign in", "api", "Setup", "v1", "account", "Default", "confirm"])
      expect(slugOf(name)).toMatch(/-1$/);
  });

  it("a taken slug gets a number", () => {
    expect([1, 2, 3].map((attempt) => slugCandidate("acme", attempt))).toEqual(["acme", "acme-2", "acme-3"]);
  });
});
