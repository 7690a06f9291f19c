import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mounts } from "../testing/door-servers";
import { noSuchHook } from "./refusal";
import { type Bench, openBench } from "./testing/bench";
import { refusedInputs, refusedQueries } from "./testing/refused-inputs";
import { type Subject, subjects } from "./testing/subjects";

const everyDoor = subjects.flatMap((subject) => mounts.map((mount) => [subject.name, mount, subject] as const));
const takesGet = (subject: Subject) => subject.allow.includes("GET");

/** The right answer to each bad input: the same at every kind of door, through both mounts. The numbers are the list's rows. */
describe.each(everyDoor)("the %s door through its %s mount", (_name, mount, subject) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(subject, mount);
  });
  afterAll(() => bench.close());
  const { json, raw, form, send } = {
    json: (...args: Parameters<Bench["json"]>) => bench.json(...args),
    raw: (...args: Parameters<Bench["raw"]>) => bench.raw(...args),
    form: (...args: Parameters<Bench["form"]>) => bench.form(...args),
    send: (...args: Parameters<Bench["send"]>) => bench.send(...args),
  };

  test.each(refusedInputs.map((input) => [input.row, input.what, input] as const))(
    "%s: %s is refused",
    async (_row, _what, { send, status, words }) => {
      await bench.expectRefused(() => send(bench), status, words);
    },
  );

  test.runIf(takesGet(subject)).each(refusedQueries.map((input) => [input.row, input.what, input] as const))(
    "%s: by GET %s is refused",
    async (_row, _what, { send, status, words }) => {
      await bench.expectRefused(() => send(bench), status, words);
    },
  );

  test.each(["application/json; charset=utf-8", "application/vnd.acme+json", "APPLICATION/JSON"])(
    "5: content type %s is JSON",
    async (type) => {
      expect((await raw(JSON.stringify({ email: bench.address("type") }), type)).status).toBe(200);
    },
  );

  test("8: of a repeated key the last wins, and the ledger keeps the raw bytes", async () => {
    const email = bench.address("twice");
    const body = `{"email":"${email}","firstName":"A","firstName":"B"}`;
    expect((await raw(body)).status).toBe(200);
    expect((await bench.contactOf(email))?.fields.first_name).toBe("B");
    expect((await bench.newestDetail()).body).toBe(body);
    const form = `email=${encodeURIComponent(email)}&firstName=&firstName=C`;
    expect((await raw(form, "application/x-www-form-urlencoded")).status).toBe(200);
    expect((await bench.contactOf(email))?.fields.first_name).toBe("C");
    expect((await bench.newestDetail()).body).toBe(form);
  });

  test.runIf(takesGet(subject))("by GET the ledger keeps the raw query string", async () => {
    const email = bench.address("query");
    const query = `email=${encodeURIComponent(email)}&firstName=J%C3%BCrg+A&nobody[]=1`;
    expect((await bench.query(query)).status).toBe(200);
    expect((await bench.contactOf(email))?.fields.first_name).toBe("Jürg A");
    expect(await bench.newestDetail()).toMatchObject({ method: "GET", query, body: null, ignored: ["nobody"] });
  });

  test("9: __proto__ and constructor are dropped at every level", async () => {
    const email = bench.address("proto");
    const body = `{"email":"${email}","__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},"firstName":{"__proto__":{"y":1}}}`;
    expect((await raw(body)).status).toBe(400);
    const clean = `{"email":"${email}","__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}`;
    const reply = await raw(clean);
    expect([reply.status, reply.json.ignored]).toEqual([200, undefined]);
    expect((await form(`email=${email}&__proto__=1&constructor=1`)).status).toBe(200);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  test("11: one byte order mark is stripped", async () => {
    expect((await raw(Buffer.from(`\ufeff{"email":"${bench.address("bom")}"}`))).status).toBe(200);
  });

  test("12: NUL characters are stripped from fields and from keys", async () => {
    const email = bench.address("nul");
    const reply = await json({ email, firstName: "Ja\u0000ne", "un\u0000known": 1 });
    expect([reply.status, reply.json.ignored]).toEqual([200, subject.namesIgnored ? ["unknown"] : undefined]);
    expect((await bench.newestDetail()).ignored).toEqual(["unknown"]);
    expect((await bench.contactOf(email))?.fields.first_name).toBe("Jane");
    if (takesGet(subject)) expect((await bench.query(`email=${email}&firstName=J%00&un%00known=1`)).status).toBe(200);
  });

  test("13: lone surrogates become well-formed, and what is cut through a character is stored all the same", async () => {
    const email = bench.address("surrogate");
    expect((await raw(`{"email":"${email}","firstName":"a\\ud800b"}`)).status).toBe(200);
    expect((await bench.contactOf(email))?.fields.first_name).toBe("a\ufffdb");
    const cut = await json({ email, [`${"k".repeat(99)}😀`]: 1 }, { "idempotency-key": email });
    expect(cut.status).toBe(200);
  });

  test("16: two spellings of one address are not ambiguous", async () => {
    const email = bench.address("same");
    expect((await json({ email, email_address: email.toUpperCase() })).status).toBe(200);
  });

  test("17: multipart fields are read", async () => {
    const fields = new FormData();
    fields.set("email", bench.address("multi"));
    expect((await send(fields)).status).toBe(200);
  });

  test("19, 20: fifty posts of one new address at once create one contact", async () => {
    const email = bench.address("race");
    const replies = await Promise.all(Array.from({ length: 50 }, () => json({ email })));
    expect(replies.map((reply) => reply.status)).toEqual(Array(50).fill(200));
    expect(replies.filter((reply) => reply.json.outcome === "created")).toHaveLength(1);
  });

  test("19: posts of one address in one batch are applied in their order, each with its own answer", async () => {
    const email = bench.address("order");
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) => json({ email, firstName: `n${index}` })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(200));
    expect(replies.filter((reply) => reply.json.outcome === "created")).toHaveLength(1);
  });

  test("21: spellings of one address are one contact", async () => {
    const email = bench.address("spelling");
    expect((await json({ email: `  ${email.toUpperCase()} ` })).json.outcome).toBe("created");
    expect((await json({ email })).json.outcome).toBe("unchanged");
    const name = bench.address("idn").split("@")[0];
    expect((await json({ email: `${name}@bücher.example` })).json.outcome).toBe("created");
    expect((await json({ email: `${name}@xn--bcher-kva.example` })).json.outcome).toBe("unchanged");
  });

  test.each(["idempotency-key", "webhook-id"])(
    "22: a delivery repeated with %s gets the first answer again",
    async (header) => {
      const email = bench.address("again");
      const key = { [header]: `key-${email}` };
      const first = await json({ email }, key);
      const second = await json({ email }, key);
      expect(first.json.outcome).toBe("created");
      expect([second.status, second.json]).toEqual([first.status, first.json]);
      expect(second.headers.get("idempotent-replayed")).toBe("true");
      expect((await json({ email, firstName: "Other" }, key)).status).toBe(422);
      expect((await bench.contactOf(email))?.fields.first_name).toBeUndefined();
    },
  );

  test("22: repeats that arrive together share one effect, and a refused one may be tried again", async () => {
    const email = bench.address("together");
    const key = { "idempotency-key": `key-${email}` };
    const replies = await Promise.all(Array.from({ length: 10 }, () => json({ email }, key)));
    expect(replies.map((reply) => reply.json.outcome)).toEqual(Array(10).fill("created"));
    const retry = { "idempotency-key": `retry-${email}` };
    expect((await json({ email, age: "old" }, retry)).status).toBe(400);
    expect((await json({ email, age: 42 }, retry)).status).toBe(200);
  });

  test("23: an unknown secret, an unknown mode, a longer path and another kind's door are one 404", async () => {
    for (const path of subject.strangers(bench.path)) {
      const reply = await send("{}", { "content-type": "application/json" }, path);
      expect([path, reply.status, reply.json.success, reply.json.message]).toEqual([path, 404, false, noSuchHook]);
    }
  });

  test.each(subject.wrongMethods)("23: %s is a 405 that names what it takes", async (method) => {
    const response = await fetch(bench.server.url + bench.path, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, subject.allow]);
  });

  test("24: neither ledger nor answers hold the secret or a sender's credentials", async () => {
    const email = bench.address("secret");
    const secret = bench.path.split("/")[3] ?? "";
    const credentials = {
      authorization: "Bearer abc",
      "x-api-key": "abc",
      cookie: "a=abc",
      "x-original-url": bench.path,
    };
    await json({ email }, credentials);
    const rows = await bench.ctx.sql`select * from inbound_requests where email = ${email}`;
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows[0]?.headers).toMatchObject({ authorization: "•••", "x-api-key": "•••", cookie: "•••" });
  });

  test("26: markup and formulas are stored as they are", async () => {
    const email = bench.address("markup");
    await json({ email, firstName: "<script>alert(1)</script>", lastName: "=1+1" });
    expect((await bench.contactOf(email))?.fields).toMatchObject({
      first_name: "<script>alert(1)</script>",
      last_name: "=1+1",
    });
  });

  test("27: a request that came through more than three webhooks is refused", async () => {
    const email = bench.address("loop");
    expect((await json({ email }, { "tidegate-hop": "3" })).status).toBe(200);
    await bench.expectRefused(() => json({ email }, { "tidegate-hop": "4" }), 508, /calling each other/);
  });

  test("28: what was answered 200 is in the database at that moment, with its ledger row and events", async () => {
    const email = bench.address("durable");
    const { json: answer } = await json({ email });
    const [row] = await bench.ctx.sql`
      select (select count(*)::int from contacts where email = ${email}) as contacts,
        (select count(*)::int from inbound_requests where email = ${email}) as requests,
        (select count(*)::int from events e where e.data -> 'contact' ->> 'email' = ${email}) as events,
        (select count(*)::int from outbox o join events e on e.id = any(o.event_ids)
          where e.data -> 'contact' ->> 'email' = ${email}) as outbox`;
    expect(answer.outcome).toBe("created");
    expect(row).toEqual({ contacts: 1, requests: 1, events: 2, outbox: 2 });
  });

  test("random bodies, query strings and headers are answered below 500 and the door stays open", async () => {
    const names = fc.constantFrom("email", "tags", "groupIds", "SkipDoubleOptIn", "age", "firstName", "x");
    const bodies = fc.oneof(
      fc.json().map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.dictionary(names, fc.jsonValue()).map((value) => Buffer.from(JSON.stringify(value))),
      fc.webQueryParameters().map((text) => Buffer.from(`email=a@example.com&${text}`)),
    );
    const types = fc.constantFrom(
      "application/json",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "multipart/form-data",
      "application/x+json",
      "text/html",
      "",
    );
    const headerNames = fc.constantFrom(
      ...["accept", "accept-language", "content-encoding", "content-type", "cookie", "idempotency-key", "origin"],
      ...[
        "tidegate-hop",
        "user-agent",
        "webhook-id",
        "webhook-signature",
        "webhook-timestamp",
        "x-forwarded-for",
        "x-own",
      ],
    );
    // What a header's value may be made of; senders can't get anything else past an HTTP parser.
    const values = fc.oneof(
      fc.string({
        unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code === 0x7f ? 0x20 : code)),
      }),
      fc.constantFrom("1e400", "-1", "9".repeat(400), "null", "*", "gzip, br", "application/json; charset=utf-7"),
    );
    const headers = fc.dictionary(headerNames, values, { maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(bodies, types, headers, fc.webQueryParameters(), async (body, type, more, query) => {
        const posted = await send(body, { ...(type === "" ? {} : { "content-type": type }), ...more });
        for (const reply of [posted, ...(takesGet(subject) ? [await bench.query(query)] : [])]) {
          // 508 is the answer to a loop, and only a hop's header of more than three webhooks makes one.
          if (reply.status !== 508 || !(Number(more["tidegate-hop"]) > 3)) expect(reply.status).toBeLessThan(500);
          expect(typeof reply.json.message).toBe("string");
        }
      }),
      { numRuns: 150 },
    );
    expect((await json({ email: bench.address("alive") })).status).toBe(200);
  });
});
