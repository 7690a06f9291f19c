import { expect, test } from "vitest";
import { secretIssue } from "@/lib/webhooks/sign";
import { generateSecret } from "./generate-secret";

test("a generated secret is 32 random bytes in the form of Standard Webhooks, another one each time", () => {
  const secret = generateSecret();
  expect(secretIssue(secret)).toBeNull();
  expect(Buffer.from(secret.slice("whsec_".length), "base64")).toHaveLength(32);
  expect(generateSecret()).not.toBe(secret);
});
