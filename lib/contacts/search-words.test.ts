import { expect, test } from "vitest";
import { searchQuery, searchWords } from "./search-words";

test("a contact is found by its address, the parts of it, and its names; no word is the beginning of another", () => {
  expect(searchWords("jane.doe@shop.example.com", { first_name: "Jane Ann", last_name: "O'Hara", age: 3 })).toEqual([
    "ann",
    "doe",
    "example",
    "hara",
    "jane.doe@shop.example.com",
    "o",
    "shop.example.com",
  ]);
});

test("a hyphenated name is found as it is written and by its parts", () => {
  const words = searchWords("am@example.com", { first_name: "Anna-Maria" });
  for (const typed of ["anna-maria", "anna", "maria", "am@", "example"])
    expect(words.filter((word) => word.startsWith(typed))).toHaveLength(1);
});

test("a search is a prefix of every word, whatever is typed", () => {
  expect(searchQuery(" Jane  do ")).toBe("'jane':* & 'do':*");
  expect(searchQuery("o'hara \\ :*&|!()")).toBe("'o':* & 'hara':* & ':*&|!()':*");
  expect(searchQuery(" '' ")).toBeNull();
});
