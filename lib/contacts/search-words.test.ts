import { expect, test } from "vitest";
import { searchQuery, searchWords } from "./search-words";

test("a contact is found by its address, the parts of it, and its names", () => {
  expect(searchWords("jane.doe@shop.example.com", { first_name: "Jane Ann", last_name: "O'Hara", age: 3 })).toEqual([
    "jane.doe@shop.example.com",
    "jane",
    "doe",
    "shop.example.com",
    "shop",
    "example",
    "ann",
    "o",
    "hara",
  ]);
});

test("a hyphenated name is found as it is written and by its parts", () => {
  const words = searchWords("am@example.com", { first_name: "Anna-Maria" });
  expect(words).toEqual(expect.arrayContaining(["anna-maria", "anna", "maria"]));
});

test("a search is a prefix of every word, whatever is typed", () => {
  expect(searchQuery(" Jane  do ")).toBe("'jane':* & 'do':*");
  expect(searchQuery("o'hara \\ :*&|!()")).toBe("'o':* & 'hara':* & ':*&|!()':*");
  expect(searchQuery(" '' ")).toBeNull();
});
