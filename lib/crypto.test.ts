import { expect, test } from "vitest";
import { deriveKey, sameBytes, seal, unseal, urlSecret } from "./crypto";

const key = deriveKey("one secret of an installation");

test("what is sealed opens with the same key only, and never looks the same twice", () => {
  const sealed = seal(key, "whsec_ü");
  expect(unseal(key, sealed)).toBe("whsec_ü");
  expect(seal(key, "whsec_ü").equals(sealed)).toBe(false);
  expect(() => unseal(deriveKey("another"), sealed)).toThrow();
});

test("a changed byte is noticed", () => {
  const sealed = seal(key, "text");
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => unseal(key, sealed)).toThrow();
});

test("a URL's secret has at least 128 bits in letters that need no escaping", () => {
  const secrets = new Set(Array.from({ length: 100 }, urlSecret));
  expect(secrets.size).toBe(100);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{32}$/);
});

test("bytes of different lengths are not the same", () => {
  expect(sameBytes(Buffer.from("a"), Buffer.from("ab"))).toBe(false);
  expect(sameBytes(Buffer.from("ab"), Buffer.from("ab"))).toBe(true);
});
