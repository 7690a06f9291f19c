import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Receiver, startReceiver } from "../testing/receiver";
import { createOutbound } from "./create-outbound";
import type { OutboundRequest } from "./outbound";
import type { Resolve } from "./resolve";

const settings = { allowPrivateCidrs: ["127.0.0.0/8"], publicUrl: "https://gate.example.com", port: 3000 };
let receiver: Receiver;
let outbound = createOutbound(settings);
beforeEach(async () => {
  receiver = await startReceiver();
  outbound = createOutbound(settings);
});
afterEach(async () => {
  await outbound.close();
  await receiver.close();
});

const request = (url: string, more: Partial<OutboundRequest> = {}): OutboundRequest => ({
  url: new URL(url),
  method: "POST",
  headers: { "content-type": "application/json" },
  body: new TextEncoder().encode('{"a":1}'),
  timeoutMs: 5_000,
  responseBytesMax: 64 * 1024,
  ...more,
});
const send = (more: Partial<OutboundRequest> = {}, at = receiver.url) => outbound.send(request(`${at}/hook?x=1`, more));

/** Node's own errors of a refused answer are not needed here: what the log says is. */
const failureOf = async (more: Partial<OutboundRequest> = {}, at?: string) => {
  const result = await send(more, at);
  return result.answered ? null : { cause: result.cause, message: result.message };
};

describe("an exchange", () => {
  test("sends exactly what it is given and answers what came back", async () => {
    receiver.answer = () => ({ status: 201, headers: { "x-one": "1", "content-type": "text/plain" }, body: "thänks" });
    const result = await send({ headers: { "content-type": "text/x", "x-mine": "yes" } });
    expect(receiver.requests[0]).toMatchObject({
      method: "POST",
      url: "/hook?x=1",
      body: '{"a":1}',
      headers: { "content-type": "text/x", "x-mine": "yes", host: new URL(receiver.url).host },
    });
    expect(result).toMatchObject({
      answered: true,
      response: { status: 201, headers: { "x-one": "1" }, body: "thänks", truncated: false },
    });
  });

  test("keeps the connection for the next one", async () => {
    await send();
    await send();
    expect(receiver.requests).toHaveLength(2);
    expect(receiver.requests[1]?.headers.connection).toBe("keep-alive");
  });

  test("never follows a redirect", async () => {
    receiver.answer = () => ({ status: 301, headers: { location: "http://169.254.169.254/latest/meta-data" } });
    expect(await send()).toMatchObject({ answered: true, response: { status: 301 } });
    expect(receiver.requests).toHaveLength(1);
  });

  test("a header that would begin another one is never sent", async () => {
    expect(await failureOf({ headers: { "x-a": "1\r\nx-evil: 2" } })).toMatchObject({ cause: "bad_request" });
    expect(receiver.requests).toHaveLength(0);
  });
});

describe("a hostile receiver", () => {
  test("that hangs before its headers is given up after the time for the whole exchange", async () => {
    receiver.answer = () => () => {};
    expect(await failureOf({ timeoutMs: 100 })).toEqual({
      cause: "timeout",
      message: "Their server took longer than 0.1 s.",
    });
  });

  test("that drips a byte at a time is given up after the time for the whole exchange", async () => {
    const timers: NodeJS.Timeout[] = [];
    receiver.answer = () => (response) => {
      response.writeHead(200);
      timers.push(setInterval(() => response.write("x"), 20));
    };
    const failure = await failureOf({ timeoutMs: 300 });
    for (const timer of timers) clearInterval(timer);
    expect(failure?.cause).toBe("timeout");
    expect(failure?.message).toContain("began to answer");
  });

  test("that never stops sending is read up to the cap, and its status counts", async () => {
    receiver.answer = () => (response) => {
      response.writeHead(200, { "content-length": String(10 * 1024 ** 3) });
      const chunk = Buffer.alloc(256 * 1024, "a");
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", more);
      more();
    };
    const result = await send({ responseBytesMax: 1_000 });
    expect(result).toMatchObject({
      answered: true,
      response: { status: 200, truncated: true, body: "a".repeat(1_000) },
    });
  });

  test("that answers with a gzip bomb gets it neither unpacked nor stored", async () => {
    const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024));
    receiver.answer = () => ({ headers: { "content-encoding": "gzip" }, body: bomb });
    const result = await send();
    expect(result).toMatchObject({
      answered: true,
      response: { body: `(${bomb.length} bytes, gzip)`, truncated: false },
    });
  });

  test("that answers NUL bytes and broken UTF-8 gives text that can be stored", async () => {
    receiver.answer = () => ({ headers: { "x-odd": "a" }, body: Buffer.from([0x61, 0x00, 0xff, 0xc3, 0x62]) });
    const result = await send();
    expect(result.answered && result.response.body).toBe("a\ufffd\ufffd\ufffdb");
  });

  test("that resets the connection is named so, and asked once", async () => {
    receiver.answer = () => (_, socket) => socket.resetAndDestroy();
    expect((await failureOf())?.cause).toBe("reset");
    expect(receiver.requests).toHaveLength(1);
  });

  test("that closes a kept connection under the request is asked again on another one", async () => {
    await send();
    // The pool takes the connection back once the answer has been handed out.
    await new Promise((resolve) => setImmediate(resolve));
    receiver.answer = (_, n) => (n === 2 ? (_response, socket) => socket.destroy() : 200);
    expect(await send()).toMatchObject({ answered: true, response: { status: 200 } });
    expect(receiver.requests).toHaveLength(3);
  });

  test("that cuts its answer short does not count as having answered", async () => {
    receiver.answer = () => (response, socket) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("short");
      socket.end();
    };
    expect((await failureOf())?.cause).toBe("reset");
  });

  test("that is not there at all refuses the connection", async () => {
    const at = receiver.url;
    await receiver.close();
    expect(await failureOf({}, at)).toMatchObject({ cause: "refused" });
    receiver = await startReceiver();
  });

  test("that speaks something else than HTTP is named so", async () => {
    const server = createServer((socket: Socket) => socket.end("220 smtp.example.com ESMTP\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    expect((await failureOf({}, `http://127.0.0.1:${port}`))?.cause).toBe("protocol");
    server.close();
  });

  test("whose certificate nobody vouches for is not trusted", async () => {
    const secure = await startReceiver({ tls: selfSigned() });
    expect(await failureOf({}, secure.url)).toMatchObject({ cause: "tls" });
    expect(secure.requests).toHaveLength(0);
    await secure.close();
  });
});

describe("the guard in the connector", () => {
  const named = (resolve: Resolve, allowPrivateCidrs: string[] = []) => {
    const out = createOutbound({ ...settings, allowPrivateCidrs }, resolve);
    afterEach(() => out.close());
    return out;
  };
  const at =
    (...addresses: string[]): Resolve =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

  test("a name that leads to a private address is refused", async () => {
    const result = await named(at("127.0.0.1")).send(request("https://evil.example.com/"));
    expect(result).toMatchObject({ answered: false, cause: "blocked" });
    expect(!result.answered && result.message).toMatch(
      /evil\.example\.com .* 127\.0\.0\.1 .* TIDEGATE_ALLOW_PRIVATE_CIDRS/,
    );
  });

  test("one bad address among good ones is enough", async () => {
    const result = await named(at("1.1.1.1", "2606:4700::1", "10.0.0.7")).send(request("https://mixed.example.com/"));
    expect(result).toMatchObject({ answered: false, cause: "blocked" });
  });

  test("a name server that answers differently the second time gains nothing: the second answer is judged as well", async () => {
    let calls = 0;
    let now = 0;
    const rebinding: Resolve = async () => [{ address: calls++ === 0 ? "1.1.1.1" : "127.0.0.1", family: 4 }];
    const out = createOutbound({ ...settings, allowPrivateCidrs: [] }, rebinding, () => now);
    expect(await out.check("https://rebind.example.com/")).toMatchObject({ ok: true });
    now = 3_600_000;
    expect(await out.send(request("https://rebind.example.com/"))).toMatchObject({ answered: false, cause: "blocked" });
    expect(calls).toBe(2);
    await out.close();
  });

  test("a literal is judged too, although no name is looked up for it", async () => {
    const out = named(at());
    expect(await out.send(request("https://127.0.0.1/"))).toMatchObject({ answered: false, cause: "blocked" });
    expect(await out.send(request("https://[::1]/"))).toMatchObject({ answered: false, cause: "blocked" });
  });

  test("the address that was judged is the one that is connected to, under its name", async () => {
    const secure = await startReceiver({ tls: selfSigned() });
    const out = named(at("127.0.0.1"), ["127.0.0.0/8"]);
    // It gets as far as the certificate: the connection was made.
    const result = await out.send(request(`https://receiver.example.com:${new URL(secure.url).port}/`));
    expect(result).toMatchObject({ answered: false, cause: "tls" });
    await secure.close();
  });

  test("our own port is refused behind a name as well", async () => {
    const result = await named(at("127.0.0.1"), ["127.0.0.0/8"]).send(request("https://me.example.com:3000/"));
    expect(!result.answered && result.message).toContain("Tidegate itself");
  });

  test("a name that nobody knows fails on sending and only warns on saving", async () => {
    const unknown: Resolve = async () => {
      throw Object.assign(new Error("not found"), { code: "ENOTFOUND" });
    };
    const out = named(unknown);
    expect(await out.send(request("https://gone.example.com/"))).toMatchObject({ answered: false, cause: "dns" });
    expect(await out.check("https://gone.example.com/")).toMatchObject({
      ok: true,
      warning: expect.stringContaining("gone.example.com"),
    });
  });

  test("saving refuses what resolves to a bad address now", async () => {
    expect(await named(at("10.0.0.7")).check("https://inside.example.com/")).toMatchObject({ ok: false });
    expect(await named(at("1.1.1.1")).check("https://outside.example.com/")).toEqual({
      ok: true,
      url: new URL("https://outside.example.com/"),
      warning: null,
    });
  });
});

const folder = mkdtempSync(path.join(tmpdir(), "tidegate-tls-"));
afterAll(() => rmSync(folder, { recursive: true }));

function selfSigned() {
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "1",
      "-subj",
      "/CN=receiver.example.com",
      "-keyout",
      key,
      "-out",
      cert,
    ],
    { stdio: "ignore" },
  );
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
}
