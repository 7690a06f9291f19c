import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleScope } from "../../variables/sample-scope";
import type { Scope } from "../../variables/scope";
import { buildPayload, needsLiquid, needsOfPayload } from "./build";
import { parseFieldName } from "./field-name";
import { issuesOfMapping } from "./issues";
import { customPayloadSchema, type MappingRow } from "./mapping";
import { issuesOfTemplates } from "./template-issues";

const scope = sampleScope("email.clicked");
const row = (field: string, value: string, more: Partial<MappingRow> = {}): MappingRow => ({
  field,
  source: "mapping",
  value,
  ...more,
});
const built = (rows: MappingRow[], from: Scope = scope) => buildPayload({ mappings: rows }, from);
const made = (rows: MappingRow[], from?: Scope) => {
  const result = built(rows, from);
  return result.ok ? result.value : result.message;
};

test("the documented example gives exactly its payload", () => {
  const rows = [
    row("email", "contact.email"),
    row("campaign_name", "campaign.name"),
    row("source", "webhook", { source: "custom" }),
  ];
  expect(JSON.stringify(made(rows))).toBe(
    '{"email":"jane@example.com","campaign_name":"Summer Promotion","source":"webhook"}',
  );
  expect(issuesOfMapping(rows)).toEqual([]);
});

describe("types", () => {
  const from: Scope = { event: { data: { n: 19.9, yes: false, list: ["a"], object: { x: null }, zip: "01234" } } };
  test.each([
    [row("x", "event.data.n"), 19.9],
    [row("x", "event.data.yes"), false],
    [row("x", "event.data.list"), ["a"]],
    [row("x", "event.data.object"), { x: null }],
    [row("x", "event.data.zip"), "01234"],
    [row("x", "{{ event.data.n }}", { source: "template" }), 19.9],
    [row("x", "n: {{ event.data.n }}", { source: "template" }), "n: 19.9"],
    [row("x", "{{ true }}", { source: "template" }), true],
    // A postcode or a version that looks like a number has to arrive as it was typed.
    [row("x", "01234", { source: "custom" }), "01234"],
    [row("x", "true", { source: "custom" }), "true"],
    [row("x", "null", { source: "custom" }), "null"],
    [row("x", "{{ event.data.n }}", { source: "custom" }), "{{ event.data.n }}"],
  ])("%j is %j", (mapping, value) => {
    expect(made([mapping], from)).toEqual({ x: value });
  });
});

describe("what is empty", () => {
  const from: Scope = { event: { data: { none: null, text: "", list: [], zero: 0, no: false } } };
  test.each(["none", "text", "list", "missing"])("%s takes the default, or is left out", (key) => {
    expect(made([row("x", `event.data.${key}`, { default: "d" })], from)).toEqual({ x: "d" });
    expect(made([row("x", `event.data.${key}`, { default: "d", omitIfEmpty: true })], from)).toEqual({ x: "d" });
    expect(made([row("x", `event.data.${key}`, { omitIfEmpty: true })], from)).toEqual({});
    expect(made([row("x", `event.data.${key}`, { default: "", omitIfEmpty: true })], from)).toEqual({});
  });

  test("zero and false are values", () => {
    const more = { default: "d", omitIfEmpty: true };
    expect(made([row("a", "event.data.zero", more), row("b", "event.data.no", more)], from)).toEqual({
      a: 0,
      b: false,
    });
  });

  test("without a default it is sent as it is, and what is missing as null with a warning", () => {
    const rows = ["none", "text", "list", "missing"].map((key) => row(key, `event.data.${key}`));
    expect(built(rows, from)).toEqual({
      ok: true,
      value: { none: null, text: "", list: [], missing: null },
      warnings: [{ row: 3, message: "event.data.missing is not in this event." }],
    });
    expect(built([row("x", "Hi {{ contact.nick }}", { source: "template" })])).toMatchObject({
      value: { x: "Hi " },
      warnings: [{ row: 0, message: "contact.nick is not in this event." }],
    });
  });
});

test("names nest by their dots, and a backslash makes a dot one of the name", () => {
  const rows = [
    row("contact.email", "contact.email"),
    row("contact.name.full", "contact.fullName"),
    row("api\\.version", "2", { source: "custom" }),
    row("tags[]", "contact.tags"),
  ];
  expect(issuesOfMapping(rows)).toEqual([]);
  expect(made(rows)).toEqual({
    contact: { email: "jane@example.com", name: { full: "Jane Doe" } },
    "api.version": "2",
    "tags[]": ["newsletter"],
  });
});

describe("refused", () => {
  const fields = (...names: string[]) => issuesOfMapping(names.map((name) => row(name, "contact.email")));
  test.each([
    [["a", "a"], 1, /a is there twice/],
    [["a", "a.b"], 1, /a\.b can't lie in a, which is a value/],
    [["a.b.c", "a"], 1, /a can't be a value, because a\.b\.c lies in it/],
    [["a.b", "a[b]"], 1, /there twice/],
    [["x", "a..b"], 1, /dot that has no name/],
    [[".a"], 0, /dot that has no name/],
    [["a."], 0, /dot that has no name/],
    [["__proto__"], 0, /__proto__ can't be a field's name/],
    [["a.constructor.b"], 0, /constructor can't be/],
    [["prototype"], 0, /prototype can't be/],
    [["a\r\nX-Evil: 1"], 0, /control characters/],
    [["a.b.c.d.e.f.g.h.i.j.k"], 0, /at most 10 levels/],
  ])("%j, naming the row", (names, at, message) => {
    expect(fields(...names)).toEqual([{ row: at, key: "field", message: expect.stringMatching(message) }]);
  });

  test("a property that there is none of, and a row without a value", () => {
    expect(issuesOfMapping([row("a", "contact.emial"), row("b", ""), row("c", " ", { source: "template" })])).toEqual([
      { row: 0, key: "value", message: expect.stringContaining("There is no property contact.emial.") },
      { row: 1, key: "value", message: "Choose a property." },
      { row: 2, key: "value", message: "Write a template." },
    ]);
  });

  test("a template with an error, with its line", () => {
    const rows = [row("a", "contact.email"), row("b", "x\n{{ a | shout }}", { source: "template" })];
    expect(issuesOfTemplates(rows)).toEqual([
      { row: 1, key: "value", message: "Line 2: There is no filter called shout." },
    ]);
  });

  test("by the API, at the row's input", () => {
    const parsed = customPayloadSchema.safeParse({
      mappings: [row("a", "contact.email"), row("a.b", "contact.emial")],
    });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([
      ["mappings", 1, "field"],
      ["mappings", 1, "value"],
    ]);
    expect(customPayloadSchema.safeParse({ mappings: [] }).success).toBe(false);
  });
});

test("a template that fails makes the payload fail, naming the field", () => {
  const loop = "{% for i in (1..90000) %}{{ i }}{{ i }}{% endfor %}";
  expect(built([row("a", "contact.email"), row("b", loop, { source: "template" })])).toEqual({
    ok: false,
    row: 1,
    message: expect.stringMatching(/^b: Line 1: The template does too much/),
  });
});

test("a hundred templates that do much do too much together", () => {
  const loop = "{% for i in (1..30000) %}x{% endfor %}";
  const rows = Array.from({ length: 100 }, (_, n) => row(`f${n}`, loop, { source: "template" }));
  expect(built(rows)).toMatchObject({ ok: false, row: 1 });
});

test("what a mapping reads says what has to be loaded for it", () => {
  const needs = (mappings: MappingRow[]) => [...needsOfPayload({ mappings })].sort();
  expect(needs([row("a", "contact.email"), row("b", "contact.confirmedAt", { source: "custom" })])).toEqual([]);
  expect(needs([row("a", "contact.confirmedAt"), row("b", "audience.name")])).toEqual(["audience", "contact"]);
  const template = "{% if contact.signupIp %}{{ campaign.sentAt | date: '%Y' }}{% endif %}";
  expect(needs([row("a", template, { source: "template" })])).toEqual(["campaign", "contact"]);
  expect(needs([row("a", "{{ contact[x] }}", { source: "template" })])).toEqual(["contact", "unsubscribeUrl"]);
  expect(needs([row("a", "{{ contact.source.size }}", { source: "template" })])).toEqual(["contact"]);
  expect([...needsOfPayload(null)]).toEqual([]);
  expect(needsLiquid({ mappings: [row("a", "contact.email")] })).toBe(false);
  expect(needsLiquid({ mappings: [row("a", "x", { source: "template" })] })).toBe(true);
});

const key = fc
  .string({ minLength: 1, maxLength: 5 })
  .map((text) => text.replaceAll("\\", "\\\\").replaceAll(".", "\\."));
const name = fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => keys.join("."));

test("every mapping that has no issues is built, each value where its name says", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string()), { minLength: 1, maxLength: 8 }), (pairs) => {
      const rows = pairs.map(([field, value]) => row(field, value, { source: "custom" }));
      const wrong = new Set(issuesOfMapping(rows).map(({ row: index }) => index));
      const right = rows.filter((_, index) => !wrong.has(index));
      const result = built(right);
      expect(result.ok).toBe(true);
      for (const { field, value } of right) {
        const parsed = parseFieldName(field);
        const found = parsed.ok
          ? parsed.keys.reduce<unknown>(
              (at, part) => Object.getOwnPropertyDescriptor(at, part)?.value,
              result.ok && result.value,
            )
          : null;
        expect(found).toBe(value);
      }
    }),
  );
});
