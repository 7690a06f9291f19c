import net from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listContacts } from "../contacts/list";
import type { WorkspaceCtx } from "../context";
import { createMetrics } from "../metrics";
import { testAudience, testWebhookPath } from "../testing/audience";
import { testCtx, testWorkspace } from "../testing/context";
import { mounts, serveDoor } from "../testing/door-servers";
import { createDoor, type Door } from "./door";
import { listAudienceRequests } from "./list-requests";

/** The right answer to each bad input, the same through both mounts. */
describe.each(mounts)("the door through its %s mount", (mount) => {
  let ctx: WorkspaceCtx;
  let door: Door;
  let server: Awaited<ReturnType<typeof serveDoor>>;
  let audience: Awaited<ReturnType<typeof testAudience>>;
  let hook: string;
  const metrics = createMetrics();
  let counter = 0;
  const address = (word: string) => `${word}-${mount}-${++counter}@example.com`;

  beforeAll(async () => {
    ctx = await testWorkspace(await testCtx());
    audience = await testAudience(ctx, {
      fields: [
        { key: "age", label: "Age", type: "number" },
        { key: "notes", label: "Notes" },
      ],
    });
    hook = await testWebhookPath(ctx, audience.id);
    door = createDoor(ctx, metrics);
    server = await serveDoor(door, mount, metrics);
  });
  afterAll(async () => {
    await server.close();
    await door.close();
  });

  async function send(
    body: BodyInit | undefined,
    headers: Record<string, string> = {},
    path = `${hook}/2`,
    method = "POST",
  ) {
    const response = await fetch(server.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === "" ? undefined : JSON.parse(text) };
  }
  const json = (value: unknown, headers: Record<string, string> = {}) =>
    send(JSON.stringify(value), { "content-type": "application/json", ...headers });
  const raw = (bytes: Uint8Array | string, type = "application/json") =>
    send(typeof bytes === "string" ? bytes : Buffer.from(bytes), { "content-type": type });
  const form = (body: string) => raw(body, "application/x-www-form-urlencoded");

  async function contactOf(email: string) {
    const { items } = await listContacts(ctx, { audienceId: audience.id, email, limit: 5 });
    return items[0];
  }
  async function newestRequest() {
    const { items } = await listAudienceRequests(ctx, { audienceId: audience.id, limit: 1 });
    return items[0];
  }
  /** A refusal: the stated status, one sentence, nothing written but the ledger row. */
  async function expectRefused(attempt: () => ReturnType<typeof send>, status: number, words: RegExp) {
    const before = await newestRequest();
    const reply = await attempt();
    expect(reply.json).toMatchObject({ success: false });
    expect(reply.json.message).toMatch(words);
    expect(reply.status).toBe(status);
    const row = await newestRequest();
    expect(row?.id).not.toBe(before?.id);
    expect(row).toMatchObject({ status, message: reply.json.message });
  }

  test("1: a body over the cap is refused before it is read", async () => {
    const head = `POST ${hook}/2 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5000000\r\n\r\n`;
    const answer = await rawExchange(server.url, head);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(await newestRequest()).toMatchObject({ status: 413 });
  });

  test("2: a chunked body is counted, stopped at the cap and never half-processed", async () => {
    const email = address("chunked");
    const chunk = `${(65_536).toString(16)}\r\n${" ".repeat(65_536)}\r\n`;
    const start = `{"email":"${email}",`;
    const head = `POST ${hook}/2 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
    const answer = await rawExchange(
      server.url,
      `${head}${start.length.toString(16)}\r\n${start}\r\n${chunk.repeat(20)}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(await contactOf(email)).toBeUndefined();
  });

  test("2: a body that is cut off is never processed", async () => {
    const email = address("cut");
    const body = `{"email":"${email}"}`;
    const head = `POST ${hook}/2 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length + 10}\r\n\r\n`;
    await new Promise<void>((resolve) => {
      const socket = net.connect(Number(new URL(server.url).port), "127.0.0.1", () => {
        socket.end(head + body);
      });
      socket.on("close", () => resolve());
      socket.resume();
    });
    await expect.poll(async () => (await newestRequest())?.message, { timeout: 10_000 }).toMatch(/ended early/);
    expect(await contactOf(email)).toBeUndefined();
  });

  test.each(["gzip", "br", "zstd", "deflate"])("3: a %s body is refused, not inflated", async (encoding) => {
    const body = gzipSync(JSON.stringify({ email: address("zip") }));
    await expectRefused(
      () => send(body, { "content-type": "application/json", "content-encoding": encoding }),
      415,
      /without compression/,
    );
  });

  test("4: headers or a body that do not come in time are answered 408, counted, and nothing is processed", async () => {
    const hasty = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 };
    const impatient = await serveDoor(door, mount, metrics, hasty);
    const email = address("slow");
    const timeouts = async () =>
      (await metrics.doorRequests.get()).values.find(({ labels }) => labels.status === 408)?.value ?? 0;
    const before = await timeouts();
    expect(await rawExchange(impatient.url, `POST ${hook}/2 HTTP/1.1\r\nhost: x\r\n`)).toMatch(/^HTTP\/1\.1 408 /);
    const body = `{"email":"${email}"}`;
    const head = `POST ${hook}/2 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length + 1}\r\n\r\n`;
    expect(await rawExchange(impatient.url, head + body)).toMatch(/^HTTP\/1\.1 408 /);
    expect(await timeouts()).toBe(before + 2);
    expect(await contactOf(email)).toBeUndefined();
    await impatient.close();
  });

  test.each([
    ["text/csv", /not supported.*application\/json/],
    ["text/plain", /not supported/],
    ["nonsense", /not supported/],
    ["application/jsonp", /not supported/],
  ])("5: content type %s is refused with what to send", async (type, words) => {
    await expectRefused(() => raw("email=a@example.com", type), 415, words);
  });

  test("5: a missing content type is refused with what to send", async () => {
    const response = rawExchange(
      server.url,
      `POST ${hook}/2 HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`,
    );
    expect(await response).toMatch(/^HTTP\/1\.1 415 .*Content-Type header is missing/s);
  });

  test.each(["application/json; charset=utf-8", "application/vnd.acme+json", "APPLICATION/JSON"])(
    "5: content type %s is JSON",
    async (type) => {
      expect((await raw(JSON.stringify({ email: address("type") }), type)).status).toBe(200);
    },
  );

  test.each([
    ['{"email":', 400, /not valid JSON.*position 9/],
    ['{"email": "a@example.com",}', 400, /position 26/],
    ["", 400, /empty/],
    ["   ", 400, /empty/],
    ["[]", 400, /one JSON object/],
    ['"text"', 400, /one JSON object/],
    ["null", 400, /one JSON object/],
    ["42", 400, /one JSON object/],
  ])("6, 18: the JSON body %j is refused", async (body, status, words) => {
    await expectRefused(() => raw(body), status, words);
  });

  test.each([40, 10_000, 200_000])("7: %i levels of nesting are refused", async (depth) => {
    const body = `{"email":"${address("deep")}","x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    await expectRefused(() => raw(body), 400, /nested too deeply/);
  });

  test("8: of a repeated key the last wins, and the ledger keeps the raw bytes", async () => {
    const email = address("twice");
    const body = `{"email":"${email}","firstName":"A","firstName":"B"}`;
    expect((await raw(body)).status).toBe(200);
    expect((await contactOf(email))?.fields.first_name).toBe("B");
    const { getRequest } = await import("./get-request");
    const request = await newestRequest();
    expect((await getRequest(ctx, { requestId: request?.id ?? "" })).body).toBe(body);
  });

  test("9: __proto__ and constructor are dropped at every level", async () => {
    const email = address("proto");
    const body = `{"email":"${email}","__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},"firstName":{"__proto__":{"y":1}}}`;
    expect((await raw(body)).status).toBe(400);
    const clean = `{"email":"${email}","__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}`;
    const reply = await raw(clean);
    expect([reply.status, reply.json.ignored]).toEqual([200, undefined]);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  test("10: invalid UTF-8 is refused", async () => {
    await expectRefused(() => raw(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])), 400, /UTF-8/);
    await expectRefused(() => form("email=%ff%fe@example.com"), 400, /UTF-8/);
  });

  test("11: one byte order mark is stripped", async () => {
    expect((await raw(Buffer.from(`\ufeff{"email":"${address("bom")}"}`))).status).toBe(200);
  });

  test("12: NUL characters are stripped from fields, and from names of tags", async () => {
    const email = address("nul");
    const reply = await json({ email, firstName: "Ja\u0000ne", tags: ["v\u0000ip"], "un\u0000known": 1 });
    expect([reply.status, reply.json.ignored]).toEqual([200, ["unknown"]]);
    expect(await contactOf(email)).toMatchObject({ fields: { first_name: "Jane" }, tags: ["vip"] });
  });

  test("13: lone surrogates become well-formed", async () => {
    const email = address("surrogate");
    expect((await raw(`{"email":"${email}","firstName":"a\\ud800b"}`)).status).toBe(200);
    expect((await contactOf(email))?.fields.first_name).toBe("a\ufffdb");
  });

  test.each(["1e400", "1e131071", "90071992547409930", "-1e309", `"${"9".repeat(200)}"`])(
    "14: the number %s is refused, not mangled",
    async (number) => {
      await expectRefused(() => raw(`{"email":"${address("huge")}","age":${number}}`), 400, /Age/);
    },
  );

  test("15: thousands of keys are refused in JSON, nested JSON and forms", async () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, index]));
    await expectRefused(() => json({ email: address("keys"), ...many }), 400, /too many fields/);
    await expectRefused(() => json({ email: address("keys"), x: many }), 400, /too many fields/);
    await expectRefused(() => form(`email=${address("keys")}${"&a=1".repeat(50_000)}`), 400, /too many fields/);
  });

  test("16: an ambiguous address is refused", async () => {
    await expectRefused(() => form("email=a@example.com&email=b@example.com"), 400, /ambiguous/);
    await expectRefused(() => json({ email: "a@example.com", email_address: "b@example.com" }), 400, /ambiguous/);
    await expectRefused(() => json({ email: ["a@example.com"] }), 400, /ambiguous/);
    await expectRefused(() => json({ email: { a: 1 } }), 400, /valid email/);
    await expectRefused(() => json({ email: 42 }), 400, /valid email/);
    const email = address("same");
    expect((await json({ email, email_address: email.toUpperCase() })).status).toBe(200);
  });

  test("17: multipart fields are read, files are refused", async () => {
    const fields = new FormData();
    fields.set("email", address("multi"));
    expect((await send(fields)).status).toBe(200);
    const upload = new FormData();
    upload.set("email", address("multi"));
    upload.set("photo", new Blob(["x".repeat(100_000)]), "photo.png");
    await expectRefused(() => send(upload), 400, /Files are not accepted/);
    await expectRefused(() => raw("no boundary", "multipart/form-data"), 400, /malformed/);
    await expectRefused(() => raw("--x\r\nbroken", "multipart/form-data; boundary=x"), 400, /malformed|empty/);
  });

  test.each([
    ["a part without a name", "--x\r\nContent-Disposition: form-data\r\n\r\nv\r\n--x--\r\n"],
    ["a file that is cut off", '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nabc'],
    ["boundaries without end", "\r\n--x".repeat(200_000)],
  ])("17: multipart with %s is refused and answered", async (_, body) => {
    await expectRefused(() => raw(body, "multipart/form-data; boundary=x"), 400, /malformed|Files|empty|too many/);
  });

  test("13: what is cut through the middle of a character is stored all the same", async () => {
    const email = address("half");
    const key = `${"k".repeat(99)}😀`;
    const reply = await json({ email, [key]: 1 }, { "idempotency-key": email });
    expect(reply.status).toBe(200);
    await expectRefused(() => json({ email, groupIds: `${"g".repeat(59)}😀` }), 400, /no group/);
  });

  test("19, 20: fifty posts of one new address at once create one contact", async () => {
    const email = address("race");
    const replies = await Promise.all(
      Array.from({ length: 50 }, () =>
        send(JSON.stringify({ email }), { "content-type": "application/json" }, `${hook}/1`),
      ),
    );
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(replies.filter((reply) => reply.status === 409)).toHaveLength(49);
  });

  test("19: posts of one address in one batch are applied in their order, each with its own answer", async () => {
    const email = address("order");
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) => json({ email, firstName: `n${index}` })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(200));
    expect(replies.filter((reply) => reply.json.outcome === "created")).toHaveLength(1);
  });

  test.each([
    `${"x".repeat(250)}@example.com`,
    "a b@example.com",
    "a\u0007b@example.com",
    '"quoted"@example.com',
    "nope",
    "a@b",
    "a@@example.com",
    "@example.com",
    "a@-example.com",
    "a..b@example.com",
    "a@127.0.0.1",
  ])("21: the address %j is refused", async (email) => {
    await expectRefused(() => json({ email }), 400, /valid email/);
  });

  test("21: spellings of one address are one contact", async () => {
    const email = address("spelling");
    expect((await json({ email: `  ${email.toUpperCase()} ` })).json.outcome).toBe("created");
    expect((await json({ email })).json.outcome).toBe("unchanged");
    const name = `idn${counter}${mount}`;
    expect((await json({ email: `${name}@bücher.example` })).json.outcome).toBe("created");
    expect((await json({ email: `${name}@xn--bcher-kva.example` })).json.outcome).toBe("unchanged");
  });

  test.each(["idempotency-key", "webhook-id"])(
    "22: a delivery repeated with %s gets the first answer again",
    async (header) => {
      const email = address("again");
      const key = { [header]: `key-${email}` };
      const first = await json({ email }, key);
      const second = await json({ email }, key);
      expect(first.json.outcome).toBe("created");
      expect([second.status, second.json]).toEqual([first.status, first.json]);
      expect(second.headers.get("idempotent-replayed")).toBe("true");
      expect((await json({ email, firstName: "Other" }, key)).status).toBe(422);
      expect((await contactOf(email))?.fields.first_name).toBeUndefined();
    },
  );

  test("22: repeats that arrive together share one effect, and a refused one may be tried again", async () => {
    const email = address("together");
    const key = { "idempotency-key": `key-${email}` };
    const replies = await Promise.all(Array.from({ length: 10 }, () => json({ email }, key)));
    expect(replies.map((reply) => reply.json.outcome)).toEqual(Array(10).fill("created"));
    const retry = { "idempotency-key": `retry-${email}` };
    expect((await json({ email, age: "old" }, retry)).status).toBe(400);
    expect((await json({ email, age: 42 }, retry)).status).toBe(200);
  });

  test("23: an unknown secret, an unknown mode and a longer path are one 404", async () => {
    const bodies = await Promise.all(
      [
        `/v1/audience-webhooks/${"A".repeat(32)}/2`,
        `${hook}/3`,
        `${hook}/2/more`,
        `${hook}`,
        "/v1/audience-webhooks/",
      ].map((path) => send("{}", { "content-type": "application/json" }, path)),
    );
    for (const reply of bodies) {
      expect(reply.status).toBe(404);
      expect(reply.json.message).toBe("It looks like the webhook you're trying to access doesn't exist.");
    }
  });

  test.each(["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])("23: %s is a 405 that names POST", async (method) => {
    const response = await fetch(`${server.url}${hook}/2`, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("24: neither ledger nor answers hold the secret or a sender's credentials", async () => {
    const email = address("secret");
    await json({ email }, { authorization: "Bearer abc", "x-api-key": "abc", cookie: "a=abc" });
    const secret = hook.split("/").at(-1) ?? "";
    const rows = await ctx.sql`select * from inbound_requests where email = ${email}`;
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows[0]?.headers).toMatchObject({ authorization: "•••", "x-api-key": "•••", cookie: "•••" });
  });

  test("26: markup and formulas are stored as they are", async () => {
    const email = address("markup");
    await json({ email, firstName: "<script>alert(1)</script>", lastName: "=1+1" });
    expect((await contactOf(email))?.fields).toMatchObject({
      first_name: "<script>alert(1)</script>",
      last_name: "=1+1",
    });
  });

  test("28: what was answered 200 is in the database at that moment, with its ledger row and events", async () => {
    const email = address("durable");
    const { json: answer } = await json({ email });
    const [row] = await ctx.sql`
      select (select count(*)::int from contacts where email = ${email}) as contacts,
        (select count(*)::int from inbound_requests where email = ${email}) as requests,
        (select count(*)::int from events e where e.data -> 'contact' ->> 'email' = ${email}) as events,
        (select count(*)::int from outbox o join events e on e.id = any(o.event_ids)
          where e.data -> 'contact' ->> 'email' = ${email}) as outbox`;
    expect(answer.outcome).toBe("created");
    expect(row).toEqual({ contacts: 1, requests: 1, events: 2, outbox: 2 });
  });

  test("random bodies and headers are answered below 500 and the door stays open", async () => {
    const before = await metrics.doorRequests.get();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json().map((text) => Buffer.from(text)),
          fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
          fc
            .dictionary(
              fc.constantFrom("email", "tags", "groupIds", "SkipDoubleOptIn", "age", "firstName", "x"),
              fc.jsonValue(),
            )
            .map((value) => Buffer.from(JSON.stringify(value))),
          fc.webQueryParameters().map((text) => Buffer.from(`email=a@example.com&${text}`)),
        ),
        fc.constantFrom(
          "application/json",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "application/x+json",
          "text/html",
          "",
        ),
        fc.constantFrom("1", "2", "3"),
        async (body, type, mode) => {
          const reply = await send(body, type === "" ? {} : { "content-type": type }, `${hook}/${mode}`);
          expect(reply.status).toBeLessThan(500);
          expect(typeof reply.json.message).toBe("string");
        },
      ),
      { numRuns: 200 },
    );
    expect((await json({ email: address("alive") })).status).toBe(200);
    const after = await metrics.doorRequests.get();
    expect(after.values.length).toBeGreaterThanOrEqual(before.values.length);
  });
});

/** Sends bytes as they are and answers what comes back until the peer closes. */
function rawExchange(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = net.connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (chunk) => {
      answer += chunk.toString("utf8");
      if (/\r\n\r\n.*\}$/s.test(answer)) socket.destroy();
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", (error) => (answer === "" ? reject(error) : resolve(answer)));
  });
}
