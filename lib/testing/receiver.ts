import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";

/** What a receiver saw of a request. */
export interface ReceivedRequest {
  method: string;
  /** Path and query string. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
  at: number;
}

/** A status, a whole answer, or anything at all with the socket in hand. */
export type Reply =
  | number
  | { status?: number; headers?: Record<string, string>; body?: string | Uint8Array }
  | ((response: ServerResponse, socket: Socket) => void);

export interface Receiver {
  /** Without a slash at the end. */
  url: string;
  /** In the order in which they were complete. */
  requests: ReceivedRequest[];
  /** May be changed at any time; `n` counts requests from 1. */
  answer: (request: ReceivedRequest, n: number) => Reply;
  /** Requests that have come and are not answered yet, and the most there ever were. */
  open: number;
  openMax: number;
  /** Resolves when so many requests have come. */
  received(count: number): Promise<ReceivedRequest[]>;
  /** Resolves with the first request that fits, past or future. */
  arrived(fits: (request: ReceivedRequest) => boolean): Promise<ReceivedRequest>;
  close(): Promise<void>;
}

interface Settings {
  answer?: Receiver["answer"];
  /** A key and a certificate make it speak TLS. */
  tls?: { key: string; cert: string };
}

/** A real HTTP server on a free loopback port that records what it gets and answers as it is told. */
export async function startReceiver({ answer = () => 200, tls }: Settings = {}): Promise<Receiver> {
  const sockets = new Set<Socket>();
  const watchers = new Set<() => void>();
  const until = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const watch = () => {
        const found = look();
        if (found === undefined) return;
        watchers.delete(watch);
        resolve(found);
      };
      watchers.add(watch);
      watch();
    });

  const onRequest = (incoming: IncomingMessage, response: ServerResponse) => {
    receiver.open++;
    receiver.openMax = Math.max(receiver.openMax, receiver.open);
    response.on("close", () => receiver.open--);
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request: ReceivedRequest = {
        method: incoming.method ?? "",
        url: incoming.url ?? "",
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        at: Date.now(),
      };
      receiver.requests.push(request);
      reply(receiver.answer(request, receiver.requests.length), response, incoming.socket);
      for (const watch of watchers) watch();
    });
  };
  const server: Server = tls === undefined ? createServer(onRequest) : createSecureServer(tls, onRequest);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    requests: [],
    answer,
    open: 0,
    openMax: 0,
    received: (count) => until(() => (receiver.requests.length >= count ? receiver.requests : undefined)),
    arrived: (fits) => until(() => receiver.requests.find(fits)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return receiver;
}

function reply(answer: Reply, response: ServerResponse, socket: Socket): void {
  if (typeof answer === "function") {
    answer(response, socket);
    return;
  }
  const { status = 200, headers = {}, body = "ok" } = typeof answer === "number" ? { status: answer } : answer;
  response.writeHead(status, headers);
  response.end(body);
}
