import { expect, test } from "vitest";
import { refusalOfSecret } from "@/lib/webhooks/secrets";
import { generateSecret } from "./generate-secret";

test("a generated secret is 32 random bytes in the form of Standard Webhooks, another one each time", () => {
  const secret = generateSecret();
  expect(refusalOfSecret(secret)).toBeNull();
  expect(Buffer.from(secret.slice("whsec_".length), "base64")).toHaveLength(32);
  expect(generateSecret()).not.toBe(secret);
});
