import { describe, expect, test } from "vitest";
import { newUuid } from "@/db/ids";
import { deriveKey } from "../../crypto";
import { parseEnv } from "../../env";
import {
  oneClickHeaders,
  openPixel,
  prepareLinks,
  trackLinks,
  unsubscribeUrl,
  unsubscribeUrlOf,
  unsubscribeUrls,
} from "./links";
import { readToken, signToken, tokenCharactersMax } from "./token";

const signer = { key: deriveKey("a secret for tests only"), env: parseEnv({ PUBLIC_URL: "https://gate.example" }) };
const mail = { messageId: newUuid(), contactId: newUuid(), audienceId: newUuid() };
const tokenOf = (url: string) => new URL(url).pathname.split("/").at(-1) ?? "";
const storedLinks = (urls: string[]) => urls.map((url) => ({ id: newUuid(), url }));
const hrefs = (html: string) => [...html.matchAll(/href="?([^"\s>]*)/g)].map(([, href = ""]) => href);

describe("a token", () => {
  const tokens = [
    { kind: "open", messageId: mail.messageId },
    { kind: "click", messageId: mail.messageId, linkId: newUuid() },
    { kind: "unsubscribe", ...mail },
    { kind: "unsubscribeContact", contactId: mail.contactId, audienceId: mail.audienceId },
  ] as const;

  test.each(tokens)("of $kind says what it was signed for, in URL-safe characters", (token) => {
    const text = signToken(signer.key, token);
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(text.length).toBeLessThanOrEqual(tokenCharactersMax);
    expect(readToken(signer.key, text)).toEqual(token);
  });

  test.each(tokens)("of $kind is refused when a bit, its end or its key is another one", (token) => {
    const text = signToken(signer.key, token);
    const bytes = Buffer.from(text, "base64url");
    for (const at of bytes.keys()) {
      const forged = Buffer.from(bytes);
      forged[at] = (forged[at] ?? 0) ^ 1;
      expect(readToken(signer.key, forged.toString("base64url")), `byte ${at}`).toBeNull();
    }
    for (let length = 0; length < text.length; length++)
      expect(readToken(signer.key, text.slice(0, length))).toBeNull();
    for (const other of [`${text}A`, `${text}=`, ` ${text}`, `${text}${"A".repeat(10_000)}`])
      expect(readToken(signer.key, other)).toBeNull();
    expect(readToken(deriveKey("another secret"), text)).toBeNull();
  });

  test("for an address of its own is refused for any other address", () => {
    const token = { kind: "clickTo", messageId: mail.messageId, linkId: newUuid() } as const;
    const text = signToken(signer.key, token, "https://shop.example/?name=Ann");
    expect(readToken(signer.key, text, "https://shop.example/?name=Ann")).toEqual(token);
    for (const target of ["", "https://evil.example/", "https://shop.example/?name=Bob"])
      expect(readToken(signer.key, text, target)).toBeNull();
  });
});

describe("links of a template", () => {
  test("lead through a click, once per address, however the tag is written", () => {
    const { html, urls } = prepareLinks(`
      <a href="https://example.com/sale?a=1&amp;b=2">Sale</a>
      <A CLASS='x' HREF='https://example.com/sale?a=1&b=2' >again</A>
      <a target=_blank href=https://example.com/bare>bare</a>
      <area shape="rect" alt="a > b" href="https://example.com/area"><v:roundrect href="https://example.com/button">`);
    expect(urls).toEqual([
      "https://example.com/sale?a=1&b=2",
      "https://example.com/bare",
      "https://example.com/area",
      "https://example.com/button",
    ]);
    const links = storedLinks(urls);
    const tracked = trackLinks(signer, html, mail.messageId, links);
    expect(tracked).not.toMatch(/example\.com|tidegate-link/);
    expect([...tracked.matchAll(/\/c\/([\w-]+)/g)].map(([, token = ""]) => readToken(signer.key, token))).toEqual(
      [0, 0, 1, 2, 3].map((at) => ({ kind: "click", messageId: mail.messageId, linkId: links[at]?.id })),
    );
  });

  test("that are no web addresses, or whose host Liquid decides, are left alone", () => {
    const template = `<a href="mailto:a@example.com">a</a><a href="#top">b</a><a href="/relative">c</a><a name="d">d</a>
      <a href="javascript:alert(1)">e</a><a href="{{ unsubscribe_url }}">f</a><a href="https://{{ contact.site }}/x">g</a>
      <a href="https://shop{{ contact.country }}.example/">h</a><a href="http://">i</a><abbr href="https://example.com">j</abbr>
      <link href="https://example.com/style.css"><a href="https://example.com{% if x %}.evil.example{% endif %}/">k</a>`;
    expect(prepareLinks(template)).toEqual({ html: template, urls: [] });
  });

  test("whose path or query comes from Liquid are one link, signed for each reader's own address", () => {
    const { html, urls } = prepareLinks(
      `<a href="https://shop.example/?name={{ contact.first_name | default: "you" }}&amp;x=1">Shop</a>`,
    );
    expect(urls).toEqual([`https://shop.example/?name={{ contact.first_name | default: "you" }}&x=1`]);
    const links = storedLinks(urls);
    const [href = ""] = hrefs(trackLinks(signer, html.replace(/{{.*}}/, "Ann O&#39;Neil"), mail.messageId, links));
    const url = new URL(href);
    const to = url.searchParams.get("to") ?? "";
    expect(to).toBe("https://shop.example/?name=Ann O'Neil&x=1");
    expect(readToken(signer.key, tokenOf(href), to)).toMatchObject({ kind: "clickTo", linkId: links[0]?.id });
  });

  test("get no signature for another host, whatever a contact's own data say", () => {
    const { html, urls } = prepareLinks(`<p>Hi {{ name }}</p><a href="https://shop.example/?x={{ x }}">Shop</a>`);
    const forged = "tidegate-link:0:https://evil.example/:tidegate-end";
    const tracked = trackLinks(signer, html.replace("{{ name }}", forged), mail.messageId, storedLinks(urls));
    expect(tracked).toContain("<p>Hi https://evil.example/</p>");
    expect(decodeURIComponent(tracked)).not.toContain("to=https://evil");
  });

  test("of a broken document are read once, to its end", () => {
    for (const broken of [
      "<a ",
      '<a href="',
      "<a href={{ x ",
      "<a = = href",
      '<a "'.repeat(200_000),
      "<a {%".repeat(200_000),
    ])
      expect(prepareLinks(broken).html).toBe(broken);
  });
});

test("pixel, unsubscribe page and one-click headers carry tokens of their own kind", () => {
  const pixel = /src="([^"]+)"/.exec(openPixel(signer, mail.messageId))?.[1] ?? "";
  expect(pixel).toMatch(/^https:\/\/gate\.example\/o\//);
  expect(readToken(signer.key, tokenOf(pixel))).toEqual({ kind: "open", messageId: mail.messageId });
  expect(readToken(signer.key, tokenOf(unsubscribeUrl(signer, mail)))).toEqual({ kind: "unsubscribe", ...mail });
  expect(readToken(signer.key, tokenOf(unsubscribeUrlOf(signer, mail)))).toMatchObject({ kind: "unsubscribeContact" });
  expect(oneClickHeaders(signer, mail)).toEqual({
    "List-Unsubscribe": `<${unsubscribeUrl(signer, mail)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });
});

test("payloads of webhooks get the page of their mail or contact, and none where there is nobody", () => {
  const urlOf = unsubscribeUrls(signer);
  expect(urlOf(mail)).toBe(unsubscribeUrl(signer, mail));
  expect(urlOf({ ...mail, messageId: null })).toBe(unsubscribeUrlOf(signer, mail));
  expect(urlOf({ ...mail, contactId: null })).toBeNull();
  expect(urlOf({ ...mail, audienceId: null })).toBeNull();
});
