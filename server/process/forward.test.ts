import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { behindForwarder, createForwarder, isAway } from "./forward";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function listen(server: Server, at: string | number): Promise<void> {
  server.listen(at);
  await once(server, "listening");
  cleanups.push(() => {
    server.close();
    server.closeAllConnections();
  });
}

/** A server that has everything answered by `answer`, on the other side of a socket; `failed` settles with what `forward` threw. */
async function forwarding(answer: RequestListener | null) {
  const folder = mkdtempSync(path.join(tmpdir(), "tg-forward-"));
  cleanups.push(() => rmSync(folder, { recursive: true }));
  const address = path.join(folder, "pages");
  const behind = createServer(behindForwarder, answer ?? undefined);
  if (answer !== null) await listen(behind, address);
  const forwarder = createForwarder(address);
  cleanups.push(() => forwarder.close());
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<unknown>((resolve) => {
    fail = resolve;
  });
  const front = createServer((request, response) => {
    request.headers["x-url"] = request.url;
    forwarder.forward(request, response).catch((error: unknown) => {
      fail(error);
      response.writeHead(503).end("away");
    });
  });
  await listen(front, 0);
  return { behind, failed, port: (front.address() as AddressInfo).port };
}

const urlOf = ({ port }: { port: number }, at = "/") => `http://127.0.0.1:${port}${at}`;

test("method, path, headers and body arrive, and the answer comes back", async () => {
  const side = await forwarding(async (request, response) => {
    const { method, url, headers } = request;
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    response
      .writeHead(201, { "x-answer": "yes" })
      .end(JSON.stringify({ method, url, headers, body: await text(request) }));
  });
  const headers = { "content-type": "text/plain", cookie: "c=3", "x-name": "Zoë" };
  const answer = await fetch(urlOf(side, "/a%20b?c=d&c=e"), {
    method: "PATCH",
    headers: { ...headers, te: "trailers" },
    body: "hello",
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(answer.headers.get("x-answer")).toBe("yes");
  const seen = await answer.json();
  expect(seen).toMatchObject({ method: "PATCH", url: "/a%20b?c=d&c=e", body: "hello" });
  expect(seen.headers).toMatchObject({ ...headers, host: `127.0.0.1:${side.port}`, "content-length": "5" });
  expect(seen.headers).not.toHaveProperty("te");
});

test.each(["GET", "HEAD", "DELETE", "OPTIONS", "POST"])(
  "%s without a body has an empty one on the other side",
  async (method) => {
    const side = await forwarding(async (request, response) => {
      const length = request.headers["content-length"] ?? request.headers["transfer-encoding"] ?? "none";
      response.writeHead(200, { "x-length": length, "x-body": `[${await text(request)}]` }).end("answer");
    });
    const answer = await fetch(urlOf(side), { method });
    expect([answer.headers.get("x-length"), answer.headers.get("x-body")]).toEqual([
      expect.stringMatching(/^(0|none)$/),
      "[]",
    ]);
    expect(await answer.text()).toBe(method === "HEAD" ? "" : "answer");
  },
);

test.each([200, 204, 304])("after an answer of %d both connections are used again", async (status) => {
  const behind = new Set<unknown>();
  const side = await forwarding((request, response) => {
    behind.add(request.socket);
    response.writeHead(status, { etag: "x" }).end();
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  cleanups.push(() => agent.destroy());
  const reused: boolean[] = [];
  for (const _ of [1, 2, 3]) {
    const request = httpRequest(urlOf(side), { agent }).end();
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    expect([answer.statusCode, answer.headers.etag, await text(answer)]).toEqual([status, "x", ""]);
    reused.push(request.reusedSocket);
  }
  expect(reused).toEqual([false, true, true]);
  expect(behind.size).toBe(1);
});

test("bodies of many MiB pass in both directions", async () => {
  const side = await forwarding((request, response) => request.pipe(response));
  const body = Buffer.alloc(20 * 1024 * 1024, "x");
  const answer = await fetch(urlOf(side), { method: "POST", body });
  expect((await answer.arrayBuffer()).byteLength).toBe(body.length);
});

test("who does not read holds the other side back", async () => {
  const chunk = Buffer.alloc(64 * 1024);
  let written = 0;
  const side = await forwarding((request, response) => {
    if (request.url === "/next") return response.end();
    const write = () => {
      while (written++ < 4_000) if (!response.write(chunk)) return;
    };
    response.on("drain", write);
    write();
  });
  const [answer] = (await once(httpRequest(urlOf(side)).end(), "response")) as [IncomingMessage];
  // Buffers between us hold some MiB; all 250 would have passed while so many others are answered.
  for (let turn = 0, before = -1; turn < 100; turn = before === written ? turn + 1 : 0) {
    before = written;
    await fetch(urlOf(side, "/next"));
  }
  expect(written).toBeGreaterThan(0);
  expect(written).toBeLessThan(2_000);
  answer.destroy();
});

test.each([
  ["before the answer", "GET", () => {}],
  ["in the middle of the answer", "GET", (response: ServerResponse) => response.write("beginning")],
  ["in the middle of its upload", "POST", () => {}],
])("a caller who goes away %s is gone for the other side too", async (_when, method, begin) => {
  let arrived: (gone: Promise<unknown>) => void = () => {};
  const arrival = new Promise<{ gone: Promise<unknown> }>((resolve) => {
    arrived = (gone) => resolve({ gone });
  });
  const side = await forwarding((request, response) => {
    arrived(new Promise((resolve) => request.socket.once("close", resolve)));
    request.on("error", () => {}).resume();
    begin(response);
  });
  const caller = httpRequest(urlOf(side), { method, headers: method === "POST" ? { "content-length": "1000" } : {} });
  caller.on("error", () => {});
  if (method === "POST") caller.write("some of it");
  else caller.end();
  const { gone } = await arrival;
  caller.destroy();
  await gone;
});

test("requests on one connection that is cut are all gone for the other side, whichever came first", async () => {
  const open = new Set<unknown>();
  const side = await forwarding((request, response) => {
    open.add(request.socket);
    request.socket.once("close", () => open.delete(request.socket));
    if (request.url === "/large") response.end(Buffer.alloc(1024 * 1024));
  });
  const caller = connect(side.port, "127.0.0.1");
  caller.write("GET /silent HTTP/1.1\r\nhost: x\r\n\r\nGET /large HTTP/1.1\r\nhost: x\r\n\r\n");
  await expect.poll(() => open.size).toBe(2);
  caller.destroy();
  await expect.poll(() => open.size).toBe(0);
});

test.each([0.5, 2, 20])("an upload of %d MiB that is refused unread keeps its connection", async (mib) => {
  const side = await forwarding((request, response) =>
    request.method === "POST" ? response.writeHead(401).end("refused") : response.end("next"),
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  cleanups.push(() => agent.destroy());
  const upload = httpRequest(urlOf(side), { agent, method: "POST" });
  upload.end(Buffer.alloc(mib * 1024 * 1024));
  const [[refused]] = (await Promise.all([once(upload, "response"), once(upload, "finish")])) as [
    [IncomingMessage],
    [],
  ];
  expect([refused.statusCode, await text(refused)]).toEqual([401, "refused"]);
  const [next] = (await once(httpRequest(urlOf(side), { agent }).end(), "response")) as [IncomingMessage];
  expect(await text(next)).toBe("next");
});

test("headers as large as the front lets in arrive, whatever it adds to them", async () => {
  const side = await forwarding((request, response) => response.end(String(request.headers["x-url"]?.length)));
  const answer = await fetch(urlOf(side, `/${"u".repeat(9_000)}`), { headers: { cookie: "c".repeat(5_000) } });
  expect([answer.status, await answer.text()]).toEqual([200, "9001"]);
});

test("what is no page's address is refused, and one with its host is passed on", async () => {
  const side = await forwarding((request, response) => response.end(request.url));
  const ask = async (path: string) => {
    const [answer] = (await once(httpRequest({ port: side.port, path }).end(), "response")) as [IncomingMessage];
    return [answer.statusCode, await text(answer)];
  };
  for (const path of ["*", "HTTP://example.com/", "ftp://example.com/"])
    expect(await ask(path)).toEqual([400, "This is not the address of a page."]);
  expect(await ask("http://example.com/a")).toEqual([200, "http://example.com/a"]);
});

test("another side that is not there, or dies before it answers, is away", async () => {
  const nobody = await forwarding(null);
  expect((await fetch(urlOf(nobody))).status).toBe(503);
  expect(isAway(await nobody.failed)).toBe(true);
  const dying = await forwarding((request) => request.socket.destroy());
  expect((await fetch(urlOf(dying), { method: "POST", body: "x" })).status).toBe(503);
  expect(isAway(await dying.failed)).toBe(true);
});

test("an answer that breaks off while its upload is under way breaks off for the caller, and for nobody else", async () => {
  const side = await forwarding((request, response) => {
    if (request.method === "GET") return response.end("next");
    response.writeHead(200, { "content-length": "100" });
    response.write("beginning", () => request.socket.destroy());
  });
  const upload = httpRequest(urlOf(side), { method: "POST", headers: { "content-length": "1000" } });
  upload.on("error", () => {}).write("some of it");
  const [answer] = (await once(upload, "response")) as [IncomingMessage];
  await expect(text(answer)).rejects.toThrow("aborted");
  expect(await (await fetch(urlOf(side))).text()).toBe("next");
});

test("an answer that breaks off breaks off for the caller", async () => {
  const side = await forwarding((_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("beginning", () => response.destroy());
  });
  await expect(fetch(urlOf(side)).then((answer) => answer.text())).rejects.toThrow();
});

test("a caller of HTTP/1.0 without a host gets its answer", async () => {
  const side = await forwarding((_request, response) => response.end("answer"));
  const socket = connect(side.port, "127.0.0.1");
  socket.write("GET / HTTP/1.0\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n(.+\r\n)+\r\nanswer$/);
});
