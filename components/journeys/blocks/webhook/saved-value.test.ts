import { expect, test } from "vitest";
import { savedValue } from "./saved-value";

test("a value is kept under the last key of its path", () => {
  expect(savedValue("data.person.id", [])).toEqual({ path: "data.person.id", to: "variable", key: "id" });
  expect(savedValue("items[0].sku", []).key).toBe("sku");
  expect(savedValue('["odd key"]', []).key).toBe("key");
  expect(savedValue("[0]", []).key).toBe("value");
});

test("no two values are kept under one name", () => {
  const first = savedValue("a.id", []);
  const second = savedValue("b.id", [first]);
  expect(second.key).toBe("id_2");
  expect(savedValue("c.id", [first, second]).key).toBe("id_3");
});
