import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { clientAddressHeader } from "../auth/request-headers";
import { answerClick, answerOpen, type ReaderDeps } from "../campaigns/tracking/answer";
import { answerInngest, type InngestDeps } from "./inngest-route";
import { answerMetrics, type MetricsDeps } from "./metrics-route";
import { answerReadiness } from "./readiness";
import { answerTracking, type TrackDeps } from "./track-route";

type AheadDeps = ReaderDeps & TrackDeps & InngestDeps & MetricsDeps;
type Answer = (deps: AheadDeps, request: Request) => Response | Promise<Response>;

const readers = { o: answerOpen, c: answerClick };
const readerPath = /^\/([oc])\/([\w-]+)$/;

/**
 * What a custom server answers ahead of Next's router: a mail's image and links and other senders' events, because the router costs more
 * than the answer; an Inngest's calls, the numbers of the doors and whether they are ready, because the pages may be in another process. The
 * routes under `app/` lead to the same functions. Null for everything else, spellings that a router would put right included.
 */
export function findAhead(method: string, path: string): Answer | null {
  // A `Request` can't be a TRACE.
  if (path === "/v1/events") return method === "TRACE" ? null : answerTracking;
  if (path === "/api/inngest") return /^(GET|POST|PUT)$/.test(method) ? answerInngest : null;
  if (method !== "GET" && method !== "HEAD") return null;
  if (path === "/metrics") return answerMetrics;
  if (path === "/api/ready") return answerReadiness;
  const [, name, token = ""] = readerPath.exec(path) ?? [];
  return name === "o" || name === "c" ? (deps, request) => readers[name](deps, request, token) : null;
}

/**
 * Answers on a plain Node server.
 * @param ip the caller's one address, as `clientIp` tells it
 */
export async function answerAhead(
  answer: Answer,
  deps: AheadDeps,
  ip: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answered = await answer(deps, toRequest(ip, request));
  const body = Buffer.from(await answered.arrayBuffer());
  if (response.destroyed) return;
  const headers: Record<string, string> = Object.fromEntries(answered.headers);
  // What was left unread must not keep the connection: a refused body would be read to its end.
  if (!request.complete) headers.connection = "close";
  if (request.method !== "HEAD") headers["content-length"] = String(body.length);
  response.writeHead(answered.status, headers);
  response.end(body);
}

function toRequest(ip: string | null, request: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  // What a caller sends here is nobody's word.
  if (ip === null) headers.delete(clientAddressHeader);
  else headers.set(clientAddressHeader, ip);
  const method = request.method ?? "GET";
  const bodiless = method === "GET" || method === "HEAD";
  return new Request(new URL(request.url ?? "/", "http://localhost"), {
    method,
    headers,
    // Node and the DOM declare the one class twice.
    ...(bodiless ? {} : { body: Readable.toWeb(request) as ReadableStream, duplex: "half" }),
  });
}
