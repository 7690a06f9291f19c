import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shellQuote } from "./curl";
import { bodyText, type ExampleBody } from "./example-body";
import { htmlForm } from "./html-form";
import { javascript } from "./javascript";
import { php } from "./php";
import { python } from "./python";
import { sampleLanguages } from "./samples";
import { testField } from "./test-fields";

const url = "https://gate.example.com/v1/audience-webhooks/YOUR_WEBHOOK_SECRET/2";
const nasty = `it's "$HOME" \`id\` \\n \\' \\\\ %s {{x}} <b>&amp;</b> ?> # é 日本 😀\nsecond line\ttab`;
const body: ExampleBody = { email: "jane@example.com", first_name: nasty, age: 19.9, vip: true };
const json = { url, format: "json" as const, body, fields: [] };
const form = { ...json, format: "form" as const };
const query = { ...json, format: "query" as const };
const texts = { email: "jane@example.com", first_name: nasty, age: "19.9", vip: "true" };

/** What a POSIX shell makes of a command of single-quoted words. */
function shellWords(command: string): string[] {
  const words: string[] = [];
  for (const [word] of command.replaceAll(" \\\n", " ").matchAll(/(?:'[^']*'|\\'|[^\s'\\])+/g))
    words.push(word.replace(/'([^']*)'|\\'/g, (_, quoted: string | undefined) => quoted ?? "'"));
  return words;
}

/** Runs the sample with a `fetch` that only takes notes. */
async function runJavaScript(code: string): Promise<{ url: string; body: string }> {
  const sent: { url: string; body: string }[] = [];
  const fetch = async (to: string | URL, init?: { body: string | URLSearchParams }) => {
    sent.push({ url: String(to), body: String(init?.body) });
    return { status: 200, json: async () => ({}) };
  };
  const run = new Function("fetch", "console", `return (async () => {${code}})()`);
  await run(fetch, { log: () => {} });
  return sent[0] ?? { url: "", body: "" };
}

describe("curl", () => {
  test("sends exactly the JSON body", () => {
    const words = shellWords(sampleLanguages[0]?.write(json) ?? "");
    expect(words.slice(0, 6)).toEqual(["curl", "-X", "POST", url, "-H", "Content-Type: application/json"]);
    expect(words.slice(6)).toEqual(["--data-raw", bodyText(body, "json")]);
  });

  test("encodes each form value by itself", () => {
    const words = shellWords(sampleLanguages[0]?.write(form) ?? "");
    expect(words.filter((_, index) => words[index - 1] === "--data-urlencode")).toEqual(
      Object.entries(texts).map(([key, value]) => `${key}=${value}`),
    );
  });

  test("a quoted text is one word of the shell, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(shellWords(shellQuote(text))).toEqual([text]);
      }),
    );
  });
});

describe("JavaScript", () => {
  test("sends the same JSON", async () => {
    const sent = await runJavaScript(javascript.write(json));
    expect(sent.url).toBe(url);
    expect(JSON.parse(sent.body)).toEqual(body);
  });

  test("sends the same form data", async () => {
    const sent = await runJavaScript(javascript.write(form));
    expect(Object.fromEntries(new URLSearchParams(sent.body))).toEqual(texts);
  });

  test("any value survives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        const sent = await runJavaScript(javascript.write({ ...json, body: { text } }));
        expect(JSON.parse(sent.body)).toEqual({ text });
      }),
    );
  });
});

describe("PHP", () => {
  /** Single-quoted PHP strings, read back. */
  const strings = (code: string) =>
    [...code.matchAll(/'((?:[^'\\]|\\.)*)'/gs)].map(([, raw = ""]) => raw.replace(/\\([\\'])/g, "$1"));

  test("keeps numbers and booleans in JSON, and makes them text in a form", () => {
    expect(php.write(json)).toContain("'age' => 19.9,\n    'vip' => true,");
    expect(php.write(form)).toContain("'age' => '19.9',\n    'vip' => 'true',");
  });

  test("any value survives", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(strings(php.write({ ...json, body: { text } })).slice(0, 3)).toEqual(["text", text, url]);
      }),
    );
    expect(strings(php.write(json))).toContain(nasty);
  });
});

describe("Python", () => {
  test("writes its own words for true and false", () => {
    expect(python.write({ ...json, body: { a: true, b: false, c: 1 } })).toContain(
      '"a": True,\n    "b": False,\n    "c": 1,',
    );
  });

  test("every string is one on one line, in escapes that Python shares with JSON", () => {
    const line = python.write(json).match(/^ {4}"first_name": (".*"),$/m)?.[1] ?? "null";
    expect(JSON.parse(line)).toBe(nasty);
    expect(line).toMatch(/^"(?:[^"\\\n]|\\(?:["\\bfnrt]|u[0-9a-f]{4}))*"$/);
  });
});

describe("HTML form", () => {
  const fields = [
    testField({ key: "first_name", label: 'First <name> & "more"', type: "text", required: true }),
    testField({ key: "score", type: "number", private: true }),
    testField({ key: "plan", type: "choice", options: ["<free>", "pro"] }),
  ];
  const request = {
    ...form,
    fields,
    body: { email: "e", first_name: "x", score: 1, plan: "pro", tags: 'a"b,c', SkipDoubleOptIn: false },
  };

  test("posts to the URL, asks for the email and escapes what is in it", () => {
    const code = htmlForm.write(request);
    expect(code).toContain(`<form action="${url}" method="post" accept-charset="utf-8">`);
    expect(code).toContain('<input type="email" name="email" required>');
    expect(code).toContain("First &lt;name&gt; &amp; &quot;more&quot;");
    expect(code).toContain("<option>&lt;free&gt;</option>");
    expect(code).toContain('<input type="hidden" name="tags" value="a&quot;b,c">');
  });

  test("leaves out private fields and what is false anyway", () => {
    const code = htmlForm.write(request);
    expect(code).not.toContain("score");
    expect(code).not.toContain("SkipDoubleOptIn");
    expect(htmlForm.write({ ...request, body: { ...request.body, SkipDoubleOptIn: true } })).toContain(
      '<input type="hidden" name="SkipDoubleOptIn" value="true">',
    );
  });
});

test("every language says where to send to", () => {
  for (const language of sampleLanguages) expect(language.write(json)).toContain(url);
});

describe("a GET sample carries every value in its query string", () => {
  const valuesIn = (address: string) => Object.fromEntries(new URL(address).searchParams);

  test("curl", () => {
    const words = shellWords(sampleLanguages[0]?.write(query) ?? "");
    expect(words.slice(0, 3)).toEqual(["curl", "--get", url]);
    expect(words.filter((_, index) => words[index - 1] === "--data-urlencode")).toEqual(
      Object.entries(texts).map(([key, value]) => `${key}=${value}`),
    );
  });

  test("JavaScript", async () => {
    const sent = await runJavaScript(javascript.write(query));
    expect(valuesIn(sent.url)).toEqual(texts);
    expect(sent.url.startsWith(`${url}?`)).toBe(true);
  });

  test("PHP and Python build it from the URL", () => {
    expect(php.write(query)).toContain(`curl_init('${url}?' . http_build_query($contact))`);
    expect(php.write(query)).not.toContain("CURLOPT_POST");
    expect(python.write(query)).toContain(`"${url}?" + urllib.parse.urlencode(contact)`);
    expect(python.write(query)).not.toContain("data=");
  });

  test("an HTML form gets, and names the address as the body does", () => {
    const code = htmlForm.write({ ...query, body: { email_address: "jane@example.com" } });
    expect(code).toContain(`<form action="${url}" method="get"`);
    expect(code).toContain('<input type="email" name="email_address" required>');
  });
});

test("nested values stay nested in JSON samples", () => {
  const nested = { ...json, body: { customer: { email: "jane@example.com", tags: ["a", "b"] } } };
  expect(php.write(nested)).toContain("'customer' => ['email' => 'jane@example.com', 'tags' => ['a', 'b']],");
  expect(python.write(nested)).toContain('"customer": {"email": "jane@example.com", "tags": ["a", "b"]},');
});
