import type { Dispatcher } from "undici";
import { explain } from "./explain";
import type { Exchange, OutboundRequest, OutboundResponse } from "./outbound";

/**
 * One exchange over a dispatcher, without any copy in between: nothing is followed, nothing is unpacked (a compressed answer stays as
 * small as it came), the time is limited over the whole of it, and reading stops at the cap. A kept connection that the other side had
 * closed in the same moment is no failure of theirs: the request goes out once more, on another one.
 */
export function exchange(dispatcher: Dispatcher, request: OutboundRequest, again = false): Promise<Exchange> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const answer = new Answer(request.responseBytesMax);
    let controller: Dispatcher.DispatchController | null = null;
    let over = false;
    const end = (result: Outcome) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      resolve({ ...result, durationMs: performance.now() - startedAt });
    };
    const fail = (error: unknown) => {
      if (again || over || answer.begun || !wasKept(error))
        return end({ answered: false, ...explain(error, request.url.host) });
      over = true;
      clearTimeout(timer);
      const timeoutMs = Math.max(1, request.timeoutMs - (performance.now() - startedAt));
      resolve(exchange(dispatcher, { ...request, timeoutMs }, true));
    };
    const timer = setTimeout(() => {
      end({ answered: false, cause: "timeout", message: tooSlow(request, answer.begun) });
      controller?.abort(new Error("timeout"));
    }, request.timeoutMs);

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (current) => {
        controller = current;
        if (over) current.abort(new Error("timeout"));
      },
      onResponseStart: (_, status, headers) => {
        // 1xx only announces.
        if (status >= 200) answer.begin(status, headers);
      },
      onResponseData: (current, chunk) => {
        if (answer.add(chunk)) return;
        end({ answered: true, response: answer.take() });
        current.abort(new Error("enough"));
      },
      onResponseEnd: () => end({ answered: true, response: answer.take() }),
      onResponseError: (_, error) => fail(error),
      onRequestUpgrade: (current) => {
        fail(new Error("It wanted to switch protocols"));
        current.abort(new Error("upgrade"));
      },
    };
    try {
      dispatcher.dispatch(
        {
          origin: request.url.origin,
          path: `${request.url.pathname}${request.url.search}`,
          method: request.method as Dispatcher.HttpMethod,
          headers: request.headers,
          body: request.body,
          // The timer above holds for all of it.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        handler,
      );
    } catch (error) {
      fail(error);
    }
  });
}

type Outcome = Exchange extends infer E ? (E extends unknown ? Omit<E, "durationMs"> : never) : never;

/** Gathers an answer up to its cap. */
class Answer {
  private status = 0;
  private headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];
  private bytes = 0;
  private truncated = false;

  constructor(private readonly bytesMax: number) {}

  get begun(): boolean {
    return this.status > 0;
  }

  begin(status: number, headers: Record<string, string | string[] | undefined>): void {
    this.status = status;
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) this.headers[name] = storable(Array.isArray(value) ? value.join(", ") : value);
  }

  /** False from the moment that there is more than may be kept. */
  add(chunk: Buffer): boolean {
    const room = this.bytesMax - this.bytes;
    this.truncated ||= chunk.length > room;
    this.chunks.push(this.truncated ? chunk.subarray(0, room) : chunk);
    this.bytes += Math.min(chunk.length, room);
    return !this.truncated;
  }

  take(): OutboundResponse {
    const { status, headers, truncated } = this;
    return { status, headers, truncated, body: this.text() };
  }

  private text(): string {
    if (this.bytes === 0) return "";
    const packed = this.headers["content-encoding"];
    if (packed !== undefined && packed !== "identity") return `(${this.bytes} bytes, ${packed})`;
    return storable(new TextDecoder().decode(this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks)));
  }
}

/** Whether a connection broke that had brought an answer before; `bytesRead` is the connector's note. */
function wasKept(error: unknown): boolean {
  const { bytesRead, socket } = error as { bytesRead?: number; socket?: { bytesRead?: number } };
  return (socket?.bytesRead ?? bytesRead ?? 0) > 0;
}

/** PostgreSQL can't store this character. */
const storable = (text: string): string => text.replaceAll("\0", "\ufffd");

const tooSlow = ({ timeoutMs }: OutboundRequest, begun: boolean): string =>
  begun
    ? `Their server began to answer, but took longer than ${timeoutMs / 1_000} s to finish.`
    : `Their server took longer than ${timeoutMs / 1_000} s.`;
