import { setMaxListeners } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerOptions, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { errors, Pool } from "undici";

/** A large file may be read for half an hour before it is answered. */
const headersTimeoutMs = 35 * 60_000;
const silenceMs = 5 * 60_000;
/** What the caller's server adds comes on top of what it lets in. */
const headersBytesMax = 64 * 1024;

/** How the other side listens: the caller's server has waited for the caller, and closes connections when it likes. */
export const behindForwarder: ServerOptions = {
  requestTimeout: 0,
  headersTimeout: 0,
  keepAliveTimeout: 0,
  maxHeaderSize: headersBytesMax,
};

/** These are about one connection; `expect` is answered by the server that the caller speaks to. */
const ofOneConnection = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export interface Forwarder {
  /** Has the other side answer, byte by byte, as fast as the caller reads. Rejects when nothing was answered. */
  forward(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

/** Passes requests on to a server of our own. @param address a socket's file, or a pipe's name */
export function createForwarder(address: string): Forwarder {
  // As many connections as there are callers: those are counted where they come in.
  const pool = new Pool("http://pages", {
    socketPath: address,
    headersTimeout: headersTimeoutMs,
    bodyTimeout: silenceMs,
    maxHeaderSize: headersBytesMax,
  });
  return {
    forward: async (request, response) => {
      const path = request.url ?? "/";
      if (!/^(\/|https?:\/\/)/.test(path)) {
        response.writeHead(400, { "content-type": "text/plain" }).end("This is not the address of a page.");
        return;
      }
      const body = hasBody(request) ? request.pipe(detachedBody()) : null;
      try {
        await pool.stream(
          {
            method: (request.method ?? "GET") as "GET",
            path,
            headers: headersOf(request.headers),
            body,
            signal: goneSignal(request.socket),
            responseHeaders: "raw",
          },
          ({ statusCode, headers }) => {
            response.writeHead(statusCode, rawHeadersOf(headers as unknown as string[]));
            return response;
          },
        );
      } catch (error) {
        // An answer that broke off, or nobody is left to tell.
        if (response.headersSent || request.socket.destroyed) response.destroy();
        else throw error;
      } finally {
        // Answered before all was read: the rest must not keep the caller's next request waiting.
        if (body !== null) request.unpipe(body).resume();
      }
    },
    close: () => pool.destroy(),
  };
}

/**
 * What the client reads of a request, and may destroy: the caller's connection goes on. Why it was destroyed the client has told already; told
 * twice, it would call back twice.
 */
const detachedBody = () => new PassThrough({ destroy: (_why, done) => done(null) });

/** The other side could not be reached, or went away before it answered. */
export const isAway = (error: unknown): boolean =>
  error instanceof errors.SocketError ||
  (error instanceof Error &&
    "code" in error &&
    /^(EAGAIN|ECONNREFUSED|ECONNRESET|EMFILE|ENFILE|ENOENT|EPIPE)$/.test(String(error.code)));

const goneSignals = new WeakMap<Socket, AbortSignal>();

/**
 * Aborts with a connection. Several requests may have come on it before the first was answered: the later ones' responses would never
 * hear of its end.
 */
function goneSignal(socket: Socket): AbortSignal {
  const known = goneSignals.get(socket);
  if (known !== undefined) return known;
  const gone = new AbortController();
  setMaxListeners(0, gone.signal);
  if (socket.destroyed) gone.abort();
  else socket.once("close", () => gone.abort());
  goneSignals.set(socket, gone.signal);
  return gone.signal;
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

function headersOf(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  // A caller of HTTP/1.0 need not name a host.
  const passed: IncomingHttpHeaders = { host: "localhost" };
  for (const name in headers) if (!ofOneConnection.has(name)) passed[name] = headers[name];
  return passed;
}

/** Names and values in turn. */
function rawHeadersOf(headers: string[]): string[] {
  const passed: string[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = String(headers[at]);
    if (!ofOneConnection.has(name.toLowerCase())) passed.push(name, String(headers[at + 1]));
  }
  return passed;
}
