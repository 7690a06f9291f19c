import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { md5 } from "./md5";

const known = (text: string) => createHash("md5").update(text).digest("hex");

test("is what everybody else calls MD5, at every length of its last block", () => {
  expect(md5("")).toBe("d41d8cd98f00b204e9800998ecf8427e");
  for (let length = 0; length < 200; length++) expect(md5("ä".repeat(length))).toBe(known("ä".repeat(length)));
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => md5(text) === known(text)));
});
