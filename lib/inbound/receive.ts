import { newUuid } from "@/db/ids";
import { sha256 } from "../crypto";
import type { Arrival, HookRef } from "./arrival";
import type { BodyProblem, DoorRequest } from "./door";
import { maskHeaders } from "./ledger";
import { doorLimits } from "./limits";
import { parseBody, parseUrlencoded, refuseMedia } from "./parse-body";
import { type Refusal, refusal } from "./refusal";

/** Reads a request up to the point where only its batch can say more. Never throws: what is wrong with it is part of the arrival. */
export async function receive(
  request: DoorRequest,
  hook: HookRef,
  mode: string,
  { origin, at, startedMs }: Pick<Arrival, "origin" | "at" | "startedMs">,
): Promise<Arrival> {
  const id = newUuid();
  const contentType = request.header("content-type");
  const { bytes, body, query, content } = await readContent(request, contentType);
  return {
    id,
    hook,
    mode,
    origin,
    method: request.method,
    contentType,
    headers: maskHeaders(request.headers()),
    ip: request.ip,
    userAgent: request.header("user-agent")?.slice(0, 500) ?? null,
    at,
    startedMs,
    body,
    query,
    proof: origin === "door" ? { header: request.header, bytes: bytes ?? nothing } : undefined,
    content,
    idempotency: bytes === null ? null : idempotencyOf(request, mode, bytes),
  };
}

interface Content extends Pick<Arrival, "body" | "query" | "content"> {
  /** What a signature and an idempotency key cover; null for what was refused unread. */
  bytes: Uint8Array | null;
}

async function readContent(request: DoorRequest, contentType: string | undefined): Promise<Content> {
  if (request.method === "GET") {
    const query = request.query ?? "";
    const bytes = Buffer.from(query, "utf8");
    return { bytes, body: null, query, content: query === "" ? { ok: true, entries: [] } : parseUrlencoded(bytes) };
  }
  const media = refuseMedia(contentType, request.header("content-encoding"));
  if (media !== null) return refusedUnread(media);
  const body =
    Number(request.header("content-length") ?? 0) > doorLimits.bodyBytesMax
      ? "too_large"
      : await request.body(doorLimits.bodyBytesMax);
  if (typeof body === "string") return refusedUnread(unreadable[body]);
  return { bytes: body, body, query: undefined, content: await parseBody(contentType ?? "", body) };
}

const refusedUnread = (problem: Refusal): Content => ({
  bytes: null,
  body: null,
  query: undefined,
  content: { ok: false, refusal: problem },
});

const nothing = new Uint8Array();

const unreadable: Record<BodyProblem, Refusal> = {
  too_large: refusal(413, `The body is too large: at most ${doorLimits.bodyBytesMax / 1024 / 1024} MiB are read.`),
  cut_off: refusal(400, "The body ended early: the connection was closed before everything had arrived."),
};

function idempotencyOf(request: DoorRequest, mode: string, bytes: Uint8Array): Arrival["idempotency"] {
  const key = idempotencyKey(request);
  if (key === null) return null;
  return { key, bodyHash: sha256(Buffer.concat([Buffer.from(`${mode}\n`), bytes])).toString("hex") };
}

/** `Idempotency-Key`, or the id that Standard Webhooks senders repeat with a delivery. */
function idempotencyKey(request: DoorRequest): string | null {
  const key = (request.header("idempotency-key") ?? request.header("webhook-id"))?.trim();
  if (key === undefined || key === "") return null;
  // A long key is kept as its hash: cut, two of them could be one.
  return key.length > doorLimits.idempotencyKeyCharactersMax ? sha256(key).toString("hex") : key;
}
