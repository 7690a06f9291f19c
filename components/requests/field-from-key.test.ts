import { expect, test } from "vitest";
import { fieldFromKey, fieldFromPath } from "./field-from-key";

test("a key becomes a field with a readable label, its own key and a type that its value fits", () => {
  expect(fieldFromKey({ key: "utm_source", value: "ads" })).toEqual({
    key: "utm_source",
    label: "Utm source",
    type: "text",
  });
  expect(fieldFromKey({ key: "shoeSize", value: "42" })).toEqual({
    key: "shoe_size",
    label: "Shoe size",
    type: "number",
  });
  expect(fieldFromKey({ key: "Birth-Date", value: "1990-02-28" })).toMatchObject({ key: "birth_date", type: "date" });
});

test("a key without Latin letters leaves the key to its reader", () => {
  expect(fieldFromKey({ key: "姓名", value: "x" })).toEqual({ key: "", label: "姓名", type: "text" });
});

test("a path becomes a field that is called by its last key", () => {
  expect(fieldFromPath({ key: 'customer["shoeSize"]', value: "42" })).toEqual({
    key: "shoe_size",
    label: "Shoe size",
    type: "number",
  });
  expect(fieldFromPath({ key: "customer.labels[0]", value: "x" })).toMatchObject({ key: "labels" });
});
