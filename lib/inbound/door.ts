import { createBatcher } from "../batcher";
import type { Ctx } from "../context";
import { sha256 } from "../crypto";
import { isAppError } from "../errors";
import type { Metrics } from "../metrics";
import { isOutage } from "../outage";
import type { Arrival, Settled } from "./arrival";
import { commitBatch, newBatchMemory } from "./commit-batch";
import { preflight } from "./cors";
import { findDoor } from "./kinds";
import { doorLimits } from "./limits";
import { formatOf } from "./parse-body";
import { receive } from "./receive";
import { noSuchHook } from "./refusal";
import { replyTo } from "./reply";

export type BodyProblem = "too_large" | "cut_off";

/** A request as both mounts hand it in. */
export interface DoorRequest {
  method: string;
  /** Without query string. */
  path: string;
  /** Raw, without `?`. */
  query?: string;
  header(name: string): string | undefined;
  headers(): Iterable<[string, string | string[] | undefined]>;
  ip: string | null;
  /** The raw body, whole: reading stops at `max` bytes (`too_large`) or when the sender goes away (`cut_off`). */
  body(max: number): Promise<Uint8Array | BodyProblem>;
}

export interface DoorReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface Door {
  /** Whether a path belongs to a door, so that a server can ask before it builds anything. */
  owns(path: string): boolean;
  /** The one behaviour of all mounts. A 2xx means durable. Never throws. */
  answer(request: DoorRequest): Promise<DoorReply>;
  /** Waits for the requests that were taken. */
  close(): Promise<void>;
}

const json = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

const plainReply = (status: number, message: string, headers: Record<string, string> = {}): DoorReply => ({
  status,
  headers: { ...json, ...headers },
  body: JSON.stringify({ success: false, message }),
});

/** Opens the doors on a context. One per process: requests share batches. */
export function createDoor(ctx: Ctx, metrics: Metrics): Door {
  const memory = newBatchMemory();
  const batcher = createBatcher<Arrival, Settled>({
    run: (arrivals) => {
      metrics.doorBatchSize.observe(arrivals.length);
      return commitBatch(ctx, memory, arrivals);
    },
    batchMax: doorLimits.batchMax,
    queueMax: doorLimits.queueMax,
    bytesOf: (arrival) => arrival.body?.length ?? 0,
    batchBytesMax: doorLimits.batchBytesMax,
    queueBytesMax: doorLimits.queueBytesMax,
    lanes: doorLimits.lanes,
    isOutage,
  });

  /** What slow senders may come to hold, by what they announce. */
  let readingBytes = 0;

  async function respond(request: DoorRequest, startedMs: number): Promise<DoorReply> {
    const door = findDoor(request.path);
    if (door === null || door.secret === "") return plainReply(404, noSuchHook);
    const secretHash = sha256(door.secret).toString("hex");
    if (request.method === "OPTIONS") {
      const allowed = await preflight(ctx.sql, secretHash, request, door.methods);
      if (allowed !== null) return allowed;
    }
    if (!door.methods.includes(request.method))
      return plainReply(405, `Send a ${door.methods.join(" or ")} request to this URL.`, {
        allow: door.methods.join(", "),
      });
    const reserved = bytesToRead(request);
    // Only who knows a secret may make us hold much: strangers' large bodies are not even read.
    if (reserved > doorLimits.smallBodyBytesMax && !(await isKnown(ctx, secretHash)))
      return plainReply(404, noSuchHook, { connection: "close" });
    if (readingBytes + reserved > doorLimits.readingBytesMax)
      return plainReply(503, "Too many requests are arriving. Send this one again in a second.", {
        "retry-after": "1",
      });
    readingBytes += reserved;
    const arrival = await receive(request, { secretHash, prefix: door.prefix }, door.mode, {
      origin: "door",
      at: ctx.now(),
      startedMs,
    }).finally(() => {
      readingBytes -= reserved;
    });
    return replyTo(request, formatOf(arrival.contentType), await batcher.submit(arrival));
  }

  return {
    owns: (path) => findDoor(path) !== null,
    answer: async (request) => {
      const startedMs = performance.now();
      const reply = await respond(request, startedMs).catch((error: unknown) => failure(ctx, error));
      metrics.doorRequests.inc({ status: reply.status });
      metrics.doorSeconds.observe((performance.now() - startedMs) / 1000);
      return reply;
    },
    close: batcher.close,
  };
}

/** What reading the body may come to, by what the sender announces. The values of a GET are in memory already. */
function bytesToRead({ method, header }: DoorRequest): number {
  if (method === "GET") return 0;
  return Math.min(Number(header("content-length") ?? doorLimits.bodyBytesMax) || 0, doorLimits.bodyBytesMax);
}

async function isKnown(ctx: Ctx, secretHash: string): Promise<boolean> {
  const found = await ctx.sql`select from inbound_hooks where secret_hash = decode(${secretHash}, 'hex') and active`;
  return found.length > 0;
}

function failure(ctx: Ctx, error: unknown): DoorReply {
  if (isAppError(error)) {
    return plainReply(error.status, error.message, { "retry-after": String(error.retryAfterS ?? 1) });
  }
  ctx.log.error({ err: error }, "a door could not answer");
  if (isOutage(error))
    return plainReply(
      503,
      "The database can't be reached, so nothing may have been saved. Send the request again, best with an Idempotency-Key.",
      {
        "retry-after": "5",
      },
    );
  return plainReply(
    500,
    "Something went wrong on our side, and nothing may have been saved. Send the request again, best with an Idempotency-Key.",
  );
}
