import { createServer, type RequestListener, type ServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { Door } from "../inbound/door";
import { answerClientErrors, senderTimeouts } from "../inbound/mounts/client-errors";
import { answerNode } from "../inbound/mounts/node";
import { answerWeb } from "../inbound/mounts/web";
import type { Metrics } from "../metrics";

export const mounts = ["node", "web"] as const;
export type Mount = (typeof mounts)[number];

/** A real HTTP server that mounts a door in one of the two ways, as patient with slow senders as `timeouts` says. */
export async function serveDoor(
  door: Door,
  mount: Mount,
  metrics: Metrics,
  timeouts: ServerOptions = senderTimeouts,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(timeouts, mount === "node" ? nodeListener(door) : webListener(door));
  answerClientErrors(server, () => metrics);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const nodeListener =
  (door: Door): RequestListener =>
  (request, response) => {
    void answerNode(
      door,
      (request.url ?? "/").split("?", 1)[0] ?? "/",
      request.socket.remoteAddress ?? null,
      request,
      response,
    );
  };

/** What a framework does between a connection and a route handler. */
const webListener =
  (door: Door): RequestListener =>
  async (request, response) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
    const bodiless = request.method === "GET" || request.method === "HEAD";
    const asWeb = new Request(`http://localhost${request.url}`, {
      method: request.method ?? "GET",
      headers,
      ...(bodiless ? {} : { body: Readable.toWeb(request) as ReadableStream, duplex: "half" }),
    });
    const reply = await answerWeb(door, asWeb, request.socket.remoteAddress ?? null);
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    response.end(Buffer.from(await reply.arrayBuffer()));
  };
