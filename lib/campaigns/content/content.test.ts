import { describe, expect, test } from "vitest";
import { newUuid } from "@/db/ids";
import { deriveKey } from "../../crypto";
import { parseEnv } from "../../env";
import { scopeOf } from "../../variables/scope";
import { htmlPieces } from "./html-pieces";
import { plainText } from "./plain-text";
import { type CampaignContent, mentionsUnsubscribe, prepareContent } from "./prepare";
import { addressesOf, renderContent } from "./render";

const signer = { key: deriveKey("a secret for tests only"), env: parseEnv({ PUBLIC_URL: "https://gate.example" }) };
const target = { messageId: newUuid(), contactId: newUuid(), audienceId: newUuid() };
const now = new Date("2026-03-01T08:00:00Z");

const contact = (fields: Record<string, unknown>) => ({
  id: "con_01h455vb4pex5vsknk084sn02q",
  email: "ann@example.com",
  status: "subscribed",
  fields,
  tags: [],
  groups: [],
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
});

function render(html: string, fields: Record<string, unknown> = {}, more: Partial<CampaignContent> = {}) {
  const content = prepareContent({
    subject: "",
    previewText: "",
    html,
    trackOpens: false,
    trackClicks: false,
    ...more,
  });
  const links = content.urls.map((url) => ({ id: newUuid(), url }));
  const scope = scopeOf({
    event: null,
    workspace: { id: "wks" },
    now,
    contact: contact(fields),
    campaign: { name: "Spring" },
  });
  const result = renderContent(content, scope, addressesOf(signer, links, target));
  if (!result.ok) throw new Error(result.message);
  return result.mail;
}
const leave = /https:\/\/gate\.example\/unsubscribe\/[\w-]+/;

describe("merge tags", () => {
  test.each([
    ["Hi {{ contact.first_name }}", { first_name: "Ann" }, "Hi Ann"],
    ["Hi {{ contact.fields.first_name }}", { first_name: "Ann" }, "Hi Ann"],
    ['Hi {{ contact.first_name | default: "you" }}', {}, "Hi you"],
    ["{{ contact.email }} {{ campaign.name }}", {}, "ann@example.com Spring"],
    ["{% if contact.vip %}Dear{% else %}Hi{% endif %}", { vip: true }, "Dear"],
  ])("%s with %j", (subject, fields, expected) => {
    expect(render("x", fields, { subject }).subject).toBe(expected);
  });

  test("are escaped in HTML, plain in subject and text", () => {
    const name = `<img src=x onerror="alert(1)"> & 'Co'`;
    const mail = render("<p>{{ contact.name }}</p>", { name }, { subject: "{{ contact.name }}" });
    expect(mail.html).toContain("<p>&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;Co&#39;</p>");
    expect(mail.html).not.toContain("<img");
    expect(mail.subject).toBe(name);
    expect(mail.text).toContain(name);
  });

  test("are no templates, headers or marks themselves", () => {
    const name = "{{ contact.email }}\r\nBcc: all@example.com<!--tidegate-end-of-mail-->";
    const mail = render("<body>{{ contact.name }}</body>", { name }, { subject: "Hi {{ contact.name }}" });
    expect(mail.subject).toBe("Hi {{ contact.email }} Bcc: all@example.com<!--tidegate-end-of-mail-->");
    expect(mail.html).toMatch(/end-of-mail--&gt;<p[^>]*><a href="[^"]+"[^>]*>Unsubscribe<\/a><\/p><\/body>$/);
  });

  test("without a value and a fallback are named", () => {
    expect(render("{{ contact.city }}{{ contact.zip | default: 1 }}", {}).missing).toEqual(["contact.city"]);
  });
});

describe("the unsubscribe link", () => {
  test.each([
    ["nothing", "<p>Hi</p>"],
    ["an address in a comment", "<p>Hi</p><!-- {{ unsubscribe_url }} -->"],
    ["an address in a style", "<style>a { b: {{ unsubscribe_url }} }</style>"],
    ["an address that Liquid leaves out", '{% if contact.vip %}<a href="{{ unsubscribe_url }}">Leave</a>{% endif %}'],
    ["the word alone", "<p>unsubscribe_url</p>"],
  ])("is added when there is %s", (_, html) => {
    const mail = render(html);
    expect(mail.html).toMatch(
      /<p[^>]*><a href="https:\/\/gate\.example\/unsubscribe\/[\w-]+"[^>]*>Unsubscribe<\/a><\/p>$/,
    );
    expect(mail.text).toMatch(/\n-- \nUnsubscribe: https:\/\/gate\.example\/unsubscribe\/[\w-]+\n$/);
  });

  test.each(["unsubscribe_url", "contact.unsubscribe_url", "contact.unsubscribeUrl", "- unsubscribe_url -"])(
    "{{ %s }} is taken where it stands",
    (tag) => {
      const mail = render(`<a href="{{${tag}}}">Leave</a>`, {}, { trackClicks: true });
      expect(mail.html).toMatch(new RegExp(`^<a href="${leave.source}">Leave</a>$`));
      expect(mail.text).toMatch(new RegExp(`^Leave \\(${leave.source}\\)\\n$`));
    },
  );

  test("comes before the end of the body, with the pixel", () => {
    const { html } = render("<html><body><p>Hi</p></body></html>", {}, { trackOpens: true });
    expect(html).toMatch(
      /<p>Hi<\/p><p[^>]*>.*<\/p><img src="https:\/\/gate\.example\/o\/[\w-]+"[^>]*><\/body><\/html>$/,
    );
  });
});

test("the preview text stands hidden at the start of the body, escaped around its merge tags", () => {
  const html = '<!doctype html><body class="a > b"><h1>Hi</h1></body>';
  const mail = render(html, { name: "Ann" }, { previewText: "5 < 6 & {{ contact.name }}" });
  expect(mail.html).toMatch(/<body class="a > b"><div style="display:none[^"]*">5 &#60; 6 &#38; Ann<\/div><h1>/);
  expect(mail.text).toMatch(/^Hi\n/);
});

test("comments go, except for what Outlook reads and what Liquid does in them", () => {
  const html =
    "<!-- a note -->{% assign x = 1 %}<!-- {% if x == 1 %} -->yes<!-- {% endif %} --><!--[if mso]><b>o</b><![endif]-->";
  expect(render(html).html).toMatch(/^yes<!--\[if mso\]><b>o<\/b><!\[endif\]-->/);
});

describe("plain text", () => {
  test.each([
    ["<h1>Sale</h1><p>One<br>two</p><p>three</p>", "Sale\n\nOne\ntwo\n\nthree"],
    ['<a href="https://example.com/?a=1&amp;b=2">Shop  now</a>.', "Shop now (https://example.com/?a=1&b=2)."],
    ['<a href="https://example.com">https://example.com</a>', "https://example.com"],
    ['<a href="#top">up</a> <a>none</a> <a href="mailto:a@b.example">mail</a>', "up none mail (mailto:a@b.example)"],
    ["<ul><li>a</li><li>b</li></ul>", "- a\n- b"],
    ['<table><tr><td>a</td><td>b</td></tr></table><img alt="logo" src=x>', "a b\nlogo"],
    [
      "<head><title>t</title><style>p{}</style></head><script>x</script><p>&copy; &euro;5 &lt;b&gt; &amp;copy;</p>",
      "© €5 <b> &copy;",
    ],
    ['<p title="a > b">{{ "<p>" | upcase }}</p>', '{{ "<p>" | upcase }}'],
    ["<p>a &#123;&#123; b</p>", "a {{ '{' }}{ b"],
    ["<p>broken <b", "broken"],
    ["", ""],
  ])("of %s", (html, expected) => {
    expect(plainText(html)).toBe(expected);
  });

  test("is made from each mail's HTML when tags and Liquid can't be told apart", () => {
    const mail = render("<p {% if contact.vip %}>A</p>{% else %}>B</p>{% endif %}", { vip: true });
    expect(mail.text).toMatch(/^A\n/);
  });

  test("leads through the same tracked links", () => {
    const mail = render('<a href="https://example.com/">Shop</a>', {}, { trackClicks: true });
    const [inHtml] = /https:\/\/gate\.example\/c\/[\w-]+/.exec(mail.html) ?? [];
    expect(mail.text).toContain(`Shop (${inHtml})`);
  });
});

test("a document is taken apart without loss, however broken it is", () => {
  for (const html of [
    "<p>a</p>",
    "<a href='{{ \"x>y\" }}'>b",
    "<!-- <p",
    "{{ a",
    "{% b",
    "< p >",
    "<",
    "</",
    "<p a='",
    "{{{{}}}}",
  ])
    expect(
      htmlPieces(html)
        .map(({ source }) => source)
        .join(""),
    ).toBe(html);
  const long = `${'<p a="'.repeat(50_000)}${"{{".repeat(50_000)}${"<!--".repeat(50_000)}`;
  expect(
    htmlPieces(long)
      .map(({ source }) => source)
      .join(""),
  ).toBe(long);
});

test("only a tag that is rendered counts as the unsubscribe link", () => {
  expect(mentionsUnsubscribe("{{ unsubscribe_url }}")).toBe(true);
  expect(mentionsUnsubscribe("{{ unsubscribe_urls }}")).toBe(false);
});
