import fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseEmail } from "./email";

test.each([
  ["jane@example.com", "jane@example.com"],
  ["  Jane.Doe@Example.COM\n", "jane.doe@example.com"],
  ["a@b.co", "a@b.co"],
  ["jane+news@example.co.uk", "jane+news@example.co.uk"],
  ["o'brien@example.com", "o'brien@example.com"],
  ["jane@xn--mller-kva.de", "jane@xn--mller-kva.de"],
  ["jane@MÜLLER.de", "jane@xn--mller-kva.de"],
  ["jane@mu\u0308ller.de", "jane@xn--mller-kva.de"],
  ["jane@ｅxample．com", "jane@example.com"],
  ["JO\u0308RG@example.com", "jörg@example.com"],
  ["संपर्क@example.com", "संपर्क@example.com"],
  ["jane@example.xn--p1ai", "jane@example.xn--p1ai"],
  [`${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
])("%j is %s", (raw, email) => {
  expect(normaliseEmail(raw)).toEqual({ ok: true, email });
});

test.each([
  ["", "nothing"],
  ["nope", "no @"],
  ["@example.com", "no local part"],
  ["jane@", "no domain"],
  ["jane@example", "no dot in the domain"],
  ["jane@example.c", "a top-level domain of one letter"],
  ["jane@example.123", "a numeric top-level domain"],
  ["jane@127.0.0.1", "an IP address"],
  ["jane@１２７.0.0.１", "an IP address in wide digits"],
  ["jane@[127.0.0.1]", "an IP literal"],
  ["jane@[IPv6:::1]", "an IPv6 literal"],
  ["jane@@example.com", "two @"],
  ["jane@doe@example.com", "two @ with text between"],
  [".jane@example.com", "a leading dot"],
  ["jane.@example.com", "a trailing dot"],
  ["jane..doe@example.com", "two dots in a row"],
  ["jane@example..com", "an empty label"],
  ["jane@.example.com", "a leading dot in the domain"],
  ["jane@example.com.", "a trailing dot in the domain"],
  ["jane@-example.com", "a leading dash in the domain"],
  ["jane@example-.com", "a trailing dash in a label"],
  ["jane@exa_mple.com", "an underscore in the domain"],
  ["jane@example.com:25", "a port"],
  ["jane@example.com/path", "a path"],
  ["jane@müller.de/path", "a path behind an international domain"],
  ["jane@müller.de?x", "a query"],
  ["jane@mü%6cler.de", "an escape"],
  ["jane@℀.com", "a sign that stands for a path"],
  ["jane@xn--\u0000.de", "a control character in the domain"],
  ["jane@xn--a.de", "punycode that is none"],
  ["jane doe@example.com", "a space"],
  ["jane\u00a0doe@example.com", "a space that does not break"],
  ["jane\u200bdoe@example.com", "an invisible character"],
  ["jane\u0000@example.com", "a control character"],
  ["jane\n@example.com", "a line break"],
  ["\ud83d@example.com", "half a character"],
  ['"jane doe"@example.com', "a quoted local part"],
  ["Jane <jane@example.com>", "a name around it"],
  ["jane@example.com,joe@example.com", "two addresses"],
  ["İstanbul@example.com", "a letter with two lower-case forms"],
  ["I\u0307stanbul@example.com", "the same letter in two parts"],
  ["i\u0307stanbul@example.com", "what lower case leaves of that letter"],
  [`${"a".repeat(65)}@example.com`, "a local part of 65 octets"],
  [`${"ü".repeat(33)}@example.com`, "a local part of 66 octets"],
  [`jane@${"a".repeat(64)}.com`, "a label of 64 characters"],
  [`jane@${"a.".repeat(124)}com`, "an address of 256 octets"],
  [`${" ".repeat(10)}${"a".repeat(100_000)}@example.com`, "a very long text"],
])("%j is refused: %s", (raw) => {
  expect(normaliseEmail(raw)).toEqual({ ok: false });
});

const spice = fc.constantFrom(
  "@",
  ".",
  "-",
  "xn--",
  "İ",
  "ß",
  "ü",
  "ſ",
  "K",
  "。",
  "\u0307",
  "Σ",
  "ς",
  " ",
  "%",
  "com",
);
const addressLike = fc
  .tuple(
    fc.array(fc.oneof(spice, fc.string({ unit: "binary", maxLength: 4 }), fc.string({ maxLength: 8 })), {
      maxLength: 6,
    }),
    fc.array(fc.oneof(spice, fc.string({ unit: "grapheme", maxLength: 4 }), fc.domain()), { maxLength: 5 }),
  )
  .map(([local, domain]) => `${local.join("")}@${domain.join("")}`);

test("a normalised address is its own normal form", () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), addressLike, fc.string({ unit: "binary" })), (raw) => {
      const first = normaliseEmail(raw);
      if (first.ok) expect(normaliseEmail(first.email)).toEqual(first);
    }),
    { numRuns: 10_000 },
  );
});

test("case, composition and space around an address make no second person", () => {
  fc.assert(
    fc.property(fc.emailAddress(), (raw) => {
      const email = normaliseEmail(raw);
      expect(normaliseEmail(` ${raw.toUpperCase().normalize("NFD")} `)).toEqual(email);
    }),
  );
});

test("a hostile text takes no longer than a plain one", () => {
  const hostile = [`${"a.".repeat(125)}@`, `${"a".repeat(250)}!`, `a@${"a-".repeat(120)}`, `a@${"a.".repeat(120)}1`];
  const startedAt = performance.now();
  for (let i = 0; i < 1_000; i++) for (const text of hostile) normaliseEmail(text);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
