import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Metrics } from "../../metrics";

/** How long a sender may take: headers within 10 s, the whole request within 30 s, looked at every 2 s. */
export const senderTimeouts = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
} as const;

/** Connections on which a large file is coming in. */
const uploads = new WeakSet<Socket>();
const uploadSilenceMs = 60_000;
const uploadMs = 30 * 60_000;

/**
 * Lets one request take longer than `requestTimeout`: a file of some hundred MiB may need minutes. Its connection is cut when nothing moves
 * for a minute, or after half an hour; once it is answered, the connection is like others.
 */
export function allowUpload(socket: Socket, response: ServerResponse): void {
  uploads.add(socket);
  socket.setTimeout(uploadSilenceMs);
  const end = setTimeout(() => socket.destroy(), uploadMs);
  end.unref();
  response.once("close", () => {
    clearTimeout(end);
    uploads.delete(socket);
  });
}

const answers: Record<string, [status: number, reason: string, message: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "The request took too long to arrive. Send it again in one go."],
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "The headers are too large: at most 16 KiB are read."],
};
/** What a sender has to read the answer, before its connection is cut. */
const lingerMs = 2_000;
const malformed: [number, string, string] = [400, "Bad Request", "This is not a valid HTTP request."];

/**
 * Answers what never became a request (too slow, malformed) and counts it in the metrics: it names no hook, so no ledger can hold it.
 */
export function answerClientErrors(server: Server, metrics: () => Metrics | null): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    // Node looks at a request once and goes on when we do.
    if (error.code === "ERR_HTTP_REQUEST_TIMEOUT" && uploads.has(socket)) return;
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const [status, reason, message] = answers[error.code ?? ""] ?? malformed;
    metrics()?.doorRequests.inc({ status });
    const body = JSON.stringify({ success: false, message });
    socket.end(
      `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
    // One that keeps its half open would hold what its request holds.
    setTimeout(() => socket.destroy(), lingerMs).unref();
  });
}
