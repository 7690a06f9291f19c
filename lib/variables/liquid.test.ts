import { describe, expect, test } from "vitest";
import { about } from "../events/catalogue/sample";
import { checkTemplate, noSteps, renderTemplate, renderValue } from "./liquid";
import { scopeOf } from "./scope";

const scope = scopeOf({
  event: {
    id: "evt_1",
    type: "order.placed",
    occurredAt: new Date("2026-03-01T08:15:00Z"),
    audienceId: null,
    data: { ...about(), total: 19.9, paid: true, lines: [{ sku: "A1" }, { sku: "B2" }], note: '<b>5 > 3</b> & "so"' },
  },
  workspace: { id: "wks_1" },
  now: new Date("2026-03-01T08:15:00Z"),
});
const text = (template: string, mode: "html" | "none" = "none") => {
  const rendered = renderTemplate(template, scope, { escape: mode });
  return rendered.ok ? rendered.text : `failed: ${rendered.message}`;
};
const missing = (template: string) => {
  const rendered = renderTemplate(template, scope, { escape: "none" });
  return rendered.ok ? rendered.missing : null;
};

test.each([
  ["Hello {{ contact.fields.first_name }}", "Hello Jane"],
  ["Hello {{ contact.first_name }}", "Hello Jane"],
  ["{{ contact.email | md5 }}", "9e26471d35a78862c17e467d87cddedf"],
  ["{{ contact.email | sha256 }}", "8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d"],
  ["{{ contact.email | base64 }}", "amFuZUBleGFtcGxlLmNvbQ=="],
  ["{{ contact.email | url_encode }}", "jane%40example.com"],
  ["{{ contact.nickname | default: 'you' }}", "you"],
  ["{{ contact.tags }}, {{ event.data.lines | map: 'sku' }}", "newsletter, A1, B2"],
  ["{{ event.data.lines }}", '{"sku":"A1"}, {"sku":"B2"}'],
  ["{{ event.occurredAt | date: '%d %B %Y, %H:%M' }}", "01 March 2026, 08:15"],
  ["{% for line in event.data.lines %}{{ forloop.index }}{{ line.sku }} {% endfor %}", "1A1 2B2 "],
  ["{% assign n = event.data.total | times: 2 %}{{ n }}", "39.8"],
])("%s is %s", (template, expected) => {
  expect(text(template)).toBe(expected);
});

describe("in a mail's body", () => {
  const escaped = "&lt;b&gt;5 &gt; 3&lt;/b&gt; &amp; &quot;so&quot;";
  test.each([
    ["<i>{{ event.data.note }}</i>", `<i>${escaped}</i>`],
    ["{{ event.data.note | raw }}", '<b>5 > 3</b> & "so"'],
    ["{{ event.data.note | escape }}", escaped],
    ["{{ event.data.note | escape_once }}", escaped.replaceAll("&quot;", "&#34;")],
    ["{% echo event.data.note %}", escaped],
    ["{% cycle event.data.note, 'b' %}", escaped],
    ["{{ 'a<b\nc' | newline_to_br }}", "a&lt;b<br>\nc"],
    ["{% assign x = event.data.note %}{{ x }}", escaped],
    ["{{ event.data.note | upcase }}", escaped.replace("b&gt;", "B&gt;").replace("/b", "/B").replace("so", "SO")],
    ["{{ event.data.none | default: '<hr>' }}", "&lt;hr&gt;"],
  ])("%s is %s", (template, expected) => {
    expect(text(template, "html")).toBe(expected);
  });

  test("subjects and payloads are not escaped", () => expect(text("{{ event.data.note }}")).toContain("<b>"));
});

describe("missing properties", () => {
  test.each([
    ["{{ contact.frist_name }} {{ contact.first_name }}", ["contact.frist_name"]],
    ["{{ contact.nick | default: 'x' }}", []],
    ["{{ contact.nick | upcase | default: 'x' }}", []],
    ["{% if contact.nick %}{{ contact.nick }}{% endif %}", []],
    ["{% unless contact.nick == blank %}{{ contact.nick | upcase }}{% endunless %}", []],
    ["{% for x in event.data.gone %}{{ x }}{% endfor %}", ["event.data.gone"]],
    ["{% assign x = contact.nick %}{{ x }}", ["contact.nick"]],
    ["{% assign nick = 1 %}{{ nick }}", []],
    [
      "{{ event.data.lines.size }}{{ event.data.lines[1].sku }}{{ event.data.lines[7].sku }}",
      ["event.data.lines.7.sku"],
    ],
    ["{{ campaign.name }}", ["campaign.name"]],
    ["{{ nothing }}", ["nothing"]],
  ])("%s lacks %j", (template, expected) => {
    expect(missing(template)).toEqual(expected);
  });
});

describe("as a payload's value", () => {
  test.each([
    ["{{ event.data.total }}", 19.9],
    ["{{ event.data.paid }}", true],
    [" {{ contact.tags }}\n", ["newsletter"]],
    ["{{ event.data.lines | last }}", { sku: "B2" }],
    ["{{ 42 }}", 42],
    ["{{ false }}", false],
    ["{{ nil }}", null],
    ["{{ event.data.gone }}", null],
    ["{{ 1 | divided_by: 0 }}", null],
    ["{{ event.occurredAt }}", "2026-03-01T08:15:00.000Z"],
    ["{{ event.data.total }} €", "19.9 €"],
    [" padded ", " padded "],
    ["{{ contact.tags }}{{ contact.tags }}", "newsletternewsletter"],
    ["{% if true %}{{ event.data.total }}{% endif %}", "19.9"],
  ])("%j is %j", (template, value) => {
    expect(renderValue(template, scope)).toMatchObject({ ok: true, value });
  });
});

describe("a template with an error", () => {
  test.each([
    ["{{ contact.email", 1, /never closed/],
    ["a\nb\n{% if x %}", 3, /\{% if x %\} is opened, but never closed\./],
    ["a\n{{ x | shout }}", 2, /There is no filter called shout\./],
    ["{% include 'secrets' %}", 1, /There is no tag called include\./],
    ["{% render 'a' %}", 1, /There is no tag called render\./],
    ["{% layout 'a' %}", 1, /There is no tag called layout\./],
    ["{% endif %}", 1, /endif/],
  ])("%j is told with its line", (template, line, message) => {
    expect(checkTemplate(template)).toMatchObject({ ok: false, line, message: expect.stringMatching(message) });
    expect(renderTemplate(template, scope, { escape: "html" })).toMatchObject({ ok: false });
    expect(renderValue(template, scope)).toMatchObject({ ok: false });
  });

  test("a right one is right", () => expect(checkTemplate("Hi {{ contact.email }}")).toEqual({ ok: true }));
});

describe("a hostile template", () => {
  const fails: [string, string][] = [
    ["a range without end", "{% for i in (1..1000000000) %}x{% endfor %}"],
    ["loops in loops", "{% for a in (1..5000) %}{% for b in (1..5000) %}{% endfor %}{% endfor %}"],
    [
      "a loop over one range again and again",
      `{% for a in (1..900) %}${"{% for b in (1..900) %}x{% endfor %}".repeat(3)}{% endfor %}`,
    ],
    ["text that doubles", `{% assign x = "ab" %}${"{% assign x = x | append: x %}".repeat(40)}{{ x }}`],
    [
      "captures that double",
      `{% capture x %}ab{% endcapture %}${"{% capture x %}{{ x }}{{ x }}{% endcapture %}".repeat(60)}{{ x }}`,
    ],
    ["much text in a loop", `{% assign x = "${"a".repeat(90_000)}" %}{% for i in (1..90000) %}{{ x }}{% endfor %}`],
    ["a long list through a filter", "{{ (1..150000) | reverse | size }}"],
    [
      "a capture of much text",
      `{% capture x %}{% for i in (1..100) %}${"a".repeat(500_000)}{% endfor %}{% endcapture %}`,
    ],
    ["padding", "{{ 'now' | date: '%999999999Y' }}"],
    ["a sorted range", "{{ (1..100000000) | sort | join }}"],
    ["nesting without end", `${"{% if true %}".repeat(20_000)}x${"{% endif %}".repeat(20_000)}`],
    ["placeholders without end", "{{a}}".repeat(100_000)],
    ["braces without end", "{".repeat(900_000)],
    ["a huge text", "x".repeat(1_200_000)],
    ["an odd split", `{{ '${"a".repeat(9_000)}' | split: '' | join: '${"b".repeat(9_000)}' }}`],
  ];
  // A busy machine may take seconds: what counts is that the limits end it.
  test.each(fails)("%s fails by itself, in one sentence", { timeout: 60_000 }, (_, template) => {
    for (const mode of ["html", "none"] as const) {
      const rendered = renderTemplate(template, scope, { escape: mode });
      expect(rendered).toMatchObject({ ok: false, message: expect.stringMatching(/^.{10,300}$/) });
    }
    expect(renderValue(template, scope)).toMatchObject({ ok: false });
  });

  test("the values of one whole may cost together what one of them may", () => {
    const half = "{% for i in (1..30000) %}x{% endfor %}";
    const steps = noSteps();
    expect(renderValue(half, scope, steps)).toMatchObject({ ok: true });
    expect(renderValue(half, scope, steps)).toMatchObject({ ok: false, message: expect.stringContaining("steps") });
    expect(renderValue(half, scope)).toMatchObject({ ok: true });
  });

  test("reaches nothing but the scope", () => {
    for (const path of [
      "contact.constructor",
      "contact.constructor.constructor",
      "contact.__proto__",
      "contact.toString",
      "contact.tags.constructor",
      "contact.email.constructor",
      "contact['__proto__'].x",
      "constructor",
      "__proto__",
      "process.env",
      "globalThis",
      "contact.tags.map",
      "contact.tags.at",
    ])
      expect(text(`[{{ ${path} }}]`), path).toBe("[]");
    expect(text("{{ contact | map: 'constructor' }}{{ contact.tags | map: 'constructor' }}")).toBe("");
  });

  test("changes nothing that the next one sees", () => {
    const before = JSON.stringify(scope);
    expect(text("{% increment contact %}{% assign event = 1 %}{% decrement now %}")).toBe("0-1");
    expect(JSON.stringify(scope)).toBe(before);
    expect(text("{{ contact.email }}")).toBe("jane@example.com");
  });
});

test("many different templates are rendered right, though not all of them are kept", { timeout: 60_000 }, () => {
  // Together more than the cache holds; the first again at the end.
  for (const i of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1])
    expect(text(`${"x".repeat(900_000)}{{ ${i} }}`).slice(900_000)).toBe(String(i));
});
