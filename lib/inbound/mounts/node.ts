import type { IncomingMessage, ServerResponse } from "node:http";
import type { BodyProblem, Door, DoorRequest } from "../door";
import { doorLimits } from "../limits";

/** Answers a door's request on a plain Node server, ahead of any framework. */
export async function answerNode(
  door: Door,
  path: string,
  ip: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await door.answer(fromNode(path, ip, request));
  if (response.destroyed) return;
  // What the door left unread must not keep the connection: a refused upload would be read to its end. The rest of a small body is
  // dropped by the server; to close upon it could cost the sender the answer.
  const isSmall = Number(request.headers["content-length"]) <= doorLimits.smallBodyBytesMax;
  if (!request.complete && !isSmall) reply.headers.connection = "close";
  reply.headers["content-length"] = String(Buffer.byteLength(reply.body));
  response.writeHead(reply.status, reply.headers);
  response.end(request.method === "HEAD" ? undefined : reply.body);
}

function fromNode(path: string, ip: string | null, request: IncomingMessage): DoorRequest {
  return {
    method: request.method ?? "GET",
    path,
    query: queryOf(request.url ?? ""),
    ip,
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    headers: () => Object.entries(request.headers),
    body: (max) => readNode(request, max),
  };
}

/** Node hands in the bytes of a URL as Latin-1; senders that don't encode theirs mean UTF-8. */
function queryOf(url: string): string {
  const start = url.indexOf("?");
  return start < 0 ? "" : Buffer.from(url.slice(start + 1), "latin1").toString("utf8");
}

function readNode(request: IncomingMessage, max: number): Promise<Uint8Array | BodyProblem> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > max) {
        request.pause();
        resolve("too_large");
      } else chunks.push(chunk);
    });
    request.on("end", () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on("error", () => resolve("cut_off"));
    request.on("close", () => resolve("cut_off"));
  });
}
