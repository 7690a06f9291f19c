import { expect, test } from "vitest";
import { sealedHtml } from "./sealed-html";
import { textLinks } from "./text-links";

test("a mail in the frame keeps its doctype first and can load nothing", () => {
  const html = sealedHtml('<!doctype html>\n<html lang="en">\n<head>\n<title>x</title></head><body>y</body></html>');
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n<head><meta http-equiv="Content-Security-Policy"/);
  expect(html).toContain("default-src 'none'");
});

test("HTML without a head is sealed as well", () => {
  expect(sealedHtml("<p>Hello</p>")).toMatch(/^<!doctype html>.*default-src 'none'.*<base target="_blank">.*<p>Hello/);
});

test("images come from where a frame may have them, and nothing else does", () => {
  expect(sealedHtml("<p>Hello</p>", "https: data:")).toMatch(
    /default-src 'none'; style-src 'unsafe-inline'; img-src https: data:"/,
  );
});

test("addresses of a text become links, without the full stop that follows", () => {
  expect(textLinks("Go to https://example.com/a?b=1. Or not.")).toEqual([
    { text: "Go to ", href: null },
    { text: "https://example.com/a?b=1", href: "https://example.com/a?b=1" },
    { text: ". Or not.", href: null },
  ]);
});

test("the parts of a text are the whole text, and scripts are no links", () => {
  const text = "javascript:alert(1) http:// \nhttps://a.example\nend";
  const parts = textLinks(text);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts.flatMap((part) => part.href ?? [])).toEqual(["https://a.example"]);
});
