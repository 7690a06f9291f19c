import { expect, test } from "vitest";
import { matchKey } from "../../mapping/match-key";
import { fieldReference, spellingsOf } from "./field-reference";
import { testField } from "./test-fields";

test("the reference names every key that a request may have", () => {
  const rows = fieldReference([testField({ key: "plan", type: "choice", options: ["free", "pro"], default: "free" })]);
  expect(rows.map((row) => row.key)).toEqual(["email", "plan", "tags", "groupIds", "SkipDoubleOptIn"]);
  expect(rows[1]).toMatchObject({ type: "Choice", note: "One of: free, pro.", defaultValue: "free", example: "free" });
});

test("all spellings of a key find the same field", () => {
  expect(spellingsOf("first_name")).toEqual(["first_name", "firstName", "First Name", "first-name"]);
  for (const key of ["first_name", "a_b_c", "plan", "zip_2"])
    for (const spelling of spellingsOf(key)) expect(matchKey(spelling)).toBe(matchKey(key));
});
