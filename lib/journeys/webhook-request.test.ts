import { describe, expect, test } from "vitest";
import type { Scope } from "../variables/scope";
import { registry } from "./blocks/registry";
import type { WebhookConfig } from "./blocks/webhook";
import { runScope } from "./scope";
import { maskedHeaders, webhookRequest } from "./webhook-request";

const [token, header] = ["jsc_01h455vb4pex5vsknk084sn02q", "jsc_01h455vb4pex5vsknk084sn02r"];
const secrets = new Map([
  [token, "tok-1"],
  [header, "h-1"],
]);
const scope = runScope({
  workspace: { id: "wks_1" },
  audience: { id: "aud_1", name: "Leads" },
  contact: {
    id: "con_1",
    email: "lea@example.com",
    status: "subscribed",
    fields: {
      plan: "pro",
      path: "../a/b?c=d&e",
      empty: "",
      up: "..",
      back: "x\\..\\..\\admin",
      tab: "x/.\t./.\n./admin",
    },
    tags: [],
    groups: [],
    createdAt: "2026-03-01T08:00:00.000Z",
    updatedAt: "2026-03-01T08:00:00.000Z",
  },
  trigger: {
    id: "evt_1",
    type: "contact.subscribed",
    occurredAt: "2026-03-01T08:15:00.000Z",
    data: { source: "form" },
  },
  journey: { id: "jny_1", name: "Welcome", version: 2 },
  run: { id: "run_1", enteredAt: "2026-03-01T08:15:01.000Z" },
  now: new Date("2026-03-01T08:15:02.000Z"),
});

const configOf = (more: Record<string, unknown>): WebhookConfig =>
  registry.get("webhook")?.config.parse({ url: "https://crm.example.com/x", ...more }) as WebhookConfig;
const make = (more: Record<string, unknown>, at: Scope = scope) =>
  webhookRequest(configOf(more), (id) => secrets.get(id), at);
const urlOf = (url: string) => {
  const made = make({ url });
  return "problem" in made ? made.problem : made.url;
};
const bodyOf = (more: Record<string, unknown>, at?: Scope) => {
  const made = make(more, at);
  return "problem" in made || made.body === null ? made : JSON.parse(Buffer.from(made.body).toString());
};

describe("the body", () => {
  test("is what brought the contact here, and which journey sends it", () => {
    expect(bodyOf({})).toMatchObject({
      type: "contact.subscribed",
      timestamp: "2026-03-01T08:15:00.000Z",
      data: {
        contact: { id: "con_1", email: "lea@example.com", fields: { plan: "pro" } },
        event: { id: "evt_1", data: { source: "form" } },
        journey: { id: "jny_1", name: "Welcome", version: 2 },
        run: { id: "run_1" },
      },
    });
  });

  test("says of somebody who was put in by hand that they entered the journey", () => {
    expect(bodyOf({}, { ...scope, event: null })).toMatchObject({
      type: "journey.entered",
      timestamp: "2026-03-01T08:15:02.000Z",
      data: { contact: { id: "con_1" } },
    });
  });

  const mappings = [
    { field: "lead.plan", source: "mapping", value: "contact.fields.plan" },
    { field: "data.extra", source: "custom", value: "1" },
  ];
  test("holds the custom payload beside the default information, which stays whole", () => {
    const body = bodyOf({ customPayload: { mappings } });
    expect(body).toMatchObject({ type: "contact.subscribed", lead: { plan: "pro" } });
    expect(body.data).toMatchObject({ extra: "1", contact: { id: "con_1" } });
  });
  test("is the custom payload alone for receivers that refuse what they do not know", () => {
    expect(bodyOf({ customPayload: { mappings }, customOnly: true })).toEqual({
      lead: { plan: "pro" },
      data: { extra: "1" },
    });
  });
  test.each(["POST", "PUT", "DELETE", "PATCH"])("goes with %s", (method) => {
    expect(make({ method })).toMatchObject({ method, body: expect.any(Uint8Array) });
  });
  test("does not go with GET, nor does its content type", () => {
    expect(make({ method: "GET" })).toEqual({
      url: "https://crm.example.com/x",
      method: "GET",
      headers: {},
      body: null,
    });
  });
  test("of a template that fails says which field", () => {
    const failing = [{ field: "x", source: "template", value: "{% for i in (1..9999999) %}x{% endfor %}" }];
    expect(make({ customPayload: { mappings: failing } })).toEqual({ problem: expect.stringContaining("x: ") });
  });
});

describe("the URL", () => {
  const start = "https://crm.example.com";
  test.each([
    ["/people/{{ contact.email }}", "/people/lea%40example.com"],
    ["/people/{{ contact.email | url_encode }}", "/people/lea%40example.com"],
    ["/q?p={{ contact.fields.path }}&z=1", "/q?p=..%2Fa%2Fb%3Fc%3Dd%26e&z=1"],
    ["/raw/{{ contact.fields.plan | append: '/1' | raw }}", "/raw/pro/1"],
    ["/q?p={{ contact.fields.empty }}&q={{ contact.fields.nothing }}", "/q?p=&q="],
    ["/{{ contact.fields.plan | replace: '?', '#' }}/q?p={{ contact.fields.nothing }}", "/pro/q?p="],
    ["/{% if contact.fields.plan == 'pro' %}{% else %}free{% endif %}", "/"],
  ])("%s", (template, path) => {
    expect(urlOf(`${start}${template}`)).toBe(`${start}${path}`);
  });
  test.each([
    ["/people/{{ contact.fields.nothing }}", "contact.fields.nothing is missing"],
    ["/people/{{ contact.fields.empty }}", "a part of its path would be empty"],
    ["/people/{{ contact.fields.up }}/x", "a part of its path would be empty"],
    [
      "/people/{{ contact.fields.up }}/x{% if contact.fields.plan %}?a=1{% endif %}",
      "a part of its path would be empty",
    ],
    ["/people/{{ contact.fields.back | raw }}", "a part of its path would be empty"],
    ["/people/{{ contact.fields.tab | raw }}", "a part of its path would be empty"],
    ["/{% for i in (1..9999999) %}x{% endfor %}", "can't be made"],
  ])("%s is a problem of this contact", (template, problem) => {
    expect(urlOf(`${start}${template}`)).toContain(problem);
  });
  test("never leads to another host, whatever is filled in", () => {
    for (const url of [
      "{{ contact.fields.plan }}https://evil.example.com/",
      "https://crm.example.com{{ contact.fields.plan }}/",
    ])
      expect(() => configOf({ url })).toThrow("can't come from");
  });
});

describe("authentication", () => {
  test.each([
    [{ type: "basic", username: "u", password: token }, { authorization: `Basic ${btoa("u:tok-1")}` }],
    [{ type: "token", token }, { authorization: "Bearer tok-1" }],
    [{ type: "token", token, header: "X-Api-Key" }, { "x-api-key": "tok-1" }],
  ])("%o", (auth, headers) => {
    expect(make({ auth })).toMatchObject({ headers });
    expect(JSON.stringify(maskedHeaders(configOf({ auth })))).toBe(
      JSON.stringify(headers).replace(btoa("u:tok-1"), "••••••").replace("tok-1", "••••••"),
    );
  });
  test("that can't be read is a problem, not a request without it", () => {
    expect(make({ auth: { type: "token", token: "jsc_01h455vb4pex5vsknk084sn02s" } })).toEqual({
      problem: "The token can't be read. Enter it again.",
    });
  });
  test("stands beside own headers, secret ones opened and masked", () => {
    const config = {
      headers: [
        { name: "X-Trace", value: "abc" },
        { name: "X-Secret", value: header, secret: true },
      ],
    };
    expect(make(config)).toMatchObject({ headers: { "x-trace": "abc", "x-secret": "h-1" } });
    expect(maskedHeaders(configOf(config))).toEqual({ "x-secret": "••••••" });
  });
});
