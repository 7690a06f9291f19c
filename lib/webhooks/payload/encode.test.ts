import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleContact } from "../../events/catalogue/sample";
import { sampleScope } from "../../variables/sample-scope";
import { webhookLimits } from "../limits";
import { buildPayload } from "./build";
import { encode, formText, targetOf } from "./encode";

const wanted = { email: "user@example.com", campaign_name: "Summer Promotion", source: "webhook" };
const text = (...args: Parameters<typeof encode>) => {
  const encoded = encode(...args);
  return encoded.ok ? Buffer.from(encoded.body).toString() : encoded.message;
};

test("the documented payload as JSON, as a form and in the query string", () => {
  expect(text(wanted, "json", "POST")).toBe(JSON.stringify(wanted));
  expect(Object.fromEntries(new URLSearchParams(text(wanted, "form", "POST")))).toEqual(wanted);
  for (const contentType of ["json", "form"] as const)
    expect(Object.fromEntries(new URLSearchParams(text(wanted, contentType, "GET")))).toEqual(wanted);
  expect(encode(wanted, "json", "POST")).toMatchObject({ contentTypeHeader: "application/json" });
  expect(encode(wanted, "form", "POST")).toMatchObject({ contentTypeHeader: "application/x-www-form-urlencoded" });
  expect(encode(wanted, "form", "GET")).toMatchObject({ contentTypeHeader: null });
});

test("a form nests by brackets, numbers lists, and tells what is empty", () => {
  const payload = {
    type: "email.sent",
    data: { contact: { email: "a@b.co", tags: ["x", "y"], fields: {}, gone: null, on: true, n: 1.5, groups: [] } },
  };
  expect([...new URLSearchParams(formText(payload))]).toEqual([
    ["type", "email.sent"],
    ["data[contact][email]", "a@b.co"],
    ["data[contact][tags][0]", "x"],
    ["data[contact][tags][1]", "y"],
    ["data[contact][fields]", ""],
    ["data[contact][gone]", ""],
    ["data[contact][on]", "true"],
    ["data[contact][n]", "1.5"],
    ["data[contact][groups]", ""],
  ]);
});

test("the default payload: type, timestamp and data, whatever was loaded for other webhooks", () => {
  const built = buildPayload(null, sampleScope("email.clicked"));
  expect(built.ok && built.value).toEqual({
    type: "email.clicked",
    timestamp: "2026-03-01T08:15:00.000Z",
    data: {
      contact: sampleContact,
      audience: { id: expect.stringMatching(/^aud_/) },
      campaign: {
        id: expect.stringMatching(/^cmp_/),
        name: "Summer Promotion",
        subject: "Hello {{ contact.first_name }}",
        fromName: "Shop",
        fromEmail: "shop@example.com",
        status: "sending",
        audienceName: "Customers",
      },
      event: {
        id: expect.stringMatching(/^evt_/),
        type: "email.clicked",
        occurredAt: "2026-03-01T08:15:00.000Z",
        data: expect.objectContaining({ url: "https://example.com/spring" }),
      },
    },
  });
  const ofCampaign = buildPayload(null, sampleScope("campaign.paused"));
  expect(ofCampaign.ok && ofCampaign.value.data).toMatchObject({ contact: null, campaign: { status: "paused" } });
});

describe("sizes", () => {
  test("a field of 1 MB goes through as JSON and as a form", () => {
    const payload = { big: "x".repeat(1024 * 1024) };
    for (const contentType of ["json", "form"] as const) expect(encode(payload, contentType, "POST").ok).toBe(true);
  });

  test("more than the limit is refused in one sentence that says what to do", () => {
    const payload = { big: "x".repeat(webhookLimits.bodyBytesMax) };
    expect(text(payload, "json", "POST")).toBe(
      "The body has 2,049 KiB, more than the 2,048 KiB that are sent. Map fewer or shorter fields.",
    );
    expect(text(payload, "json", "GET")).toMatch(
      /^The query string has 2,049 KiB, .* Map fewer fields, or use POST\.$/,
    );
  });
});

describe("the request", () => {
  test("keeps the URL's own query string, and signs all of it", () => {
    const { url, body, signed } = targetOf("https://example.com/x?key=a%20b&k=1#part", "GET", Buffer.from("e=1"));
    expect(url.href).toBe("https://example.com/x?key=a%20b&k=1&e=1");
    expect(body).toBeNull();
    expect(Buffer.from(signed).toString()).toBe("key=a%20b&k=1&e=1");
    expect(targetOf("https://example.com/x?key=1", "GET", Buffer.from("")).url.href).toBe(
      "https://example.com/x?key=1",
    );
  });

  test("with POST the URL is left alone", () => {
    const body = Buffer.from("{}");
    const target = targetOf("https://example.com/x?key=1", "POST", body);
    expect(target).toMatchObject({ url: { href: "https://example.com/x?key=1" }, body, signed: body });
  });

  test("no value changes where it goes to, or gets out of its place", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: "binary" })), (payload) => {
        const encoded = encode(payload, "form", "GET");
        if (!encoded.ok) return;
        const { url } = targetOf("https://example.com/hook?own=1", "GET", encoded.body);
        expect([url.origin, url.pathname, url.hash, url.username]).toEqual(["https://example.com", "/hook", "", ""]);
        expect(url.href).toMatch(/^[\x21-\x7e]+$/);
        expect(url.searchParams.get("own")).toBe("1");
      }),
    );
  });
});

const safeKey = fc.stringMatching(/^[a-z][a-z_ .é&=+%]{0,6}$/);
const { payload } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie("list"),
    tie("payload"),
  ),
  list: fc.array(tie("value"), { maxLength: 3 }),
  payload: fc.dictionary(safeKey, tie("value"), { maxKeys: 4 }),
}));

/** Reads a form as PHP, Rails and qs do. */
function readForm(form: string): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(form)) {
    const keys = [...name.matchAll(/^[^[]+|\[([^\]]*)\]/g)].map(([all, inner]) => inner ?? all);
    let at = root;
    for (const key of keys.slice(0, -1)) {
      at[key] ??= {};
      at = Object(at[key]);
    }
    at[keys.at(-1) ?? ""] = value;
  }
  return root;
}

const asForm = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value === null ? "" : String(value);
  const entries = Object.entries(value);
  return entries.length === 0 ? "" : Object.fromEntries(entries.map(([key, item]) => [key, asForm(item)]));
};

test("a receiver that reads brackets gets every value back, as text", () => {
  fc.assert(
    fc.property(payload, (value) => {
      const expected = Object.keys(Object(value)).length === 0 ? {} : asForm(value);
      expect(readForm(formText(value))).toEqual(expected);
    }),
  );
});

test("JSON gives every payload back as it was", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(JSON.stringify(JSON.parse(text(value, "json", "POST")))).toBe(JSON.stringify(value));
    }),
  );
});
