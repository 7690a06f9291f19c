import type { Cause } from "./causes";

/** A request to somebody else's server. */
export interface OutboundRequest {
  /** Parsed once; exactly this is sent. */
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array | null;
  /** Over the whole exchange: name, connection, request and the answer's last byte. */
  timeoutMs: number;
  /** No more of the answer's body is read. */
  responseBytesMax: number;
}

/** What was answered, whatever its status. Redirects are never followed. */
export interface OutboundResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Text that PostgreSQL can store; bytes that are no UTF-8 show as U+FFFD. */
  body: string;
  truncated: boolean;
}

/** An answer, or why there was none: `message` is one plain sentence for the reader of a log. */
export type Exchange = { durationMs: number } & (
  | { answered: true; response: OutboundResponse }
  | { answered: false; cause: Cause; message: string }
);

export type UrlVerdict =
  | { ok: true; url: URL /** The name can't be resolved at the moment, in one sentence. */; warning: string | null }
  | { ok: false; message: string };

/** Everything that we send to a URL that somebody typed goes through here. */
export interface Outbound {
  /** Never throws. The guard stands in the connector: it judges the very address that is connected to. */
  send(request: OutboundRequest): Promise<Exchange>;
  /** For the moment of saving: refuses what can be refused without sending, resolving the name once. */
  check(url: string): Promise<UrlVerdict>;
  close(): Promise<void>;
}
