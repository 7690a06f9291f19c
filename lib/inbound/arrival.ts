import type { ContactState, Outcome } from "../contacts/change";
import type { Issue } from "../errors";
import type { Entries } from "./parse-body";
import type { Refusal } from "./refusal";

/** How a hook is named: by its door and the hash of its URL's secret from outside, by its id from inside (Send test, replay). */
export type HookRef = { secretHash: string; prefix: string } | { hookId: string };

/** A request that waits for its batch. Whatever is wrong with it so far is an answer too, and goes to the ledger. */
export interface Arrival {
  /** Bare UUID; `req_…` outside. */
  id: string;
  hook: HookRef;
  mode: string;
  origin: "door" | "test" | "replay";
  /** Of a replay: the request whose bytes it sends again. Bare UUID. */
  replayOf?: string;
  method: string;
  contentType: string | undefined;
  /** Masked already. */
  headers: Record<string, string>;
  ip: string | null;
  userAgent: string | null;
  at: Date;
  /** `performance.now()` when the request arrived. */
  startedMs: number;
  body: Uint8Array | null;
  /** The query string of a GET, whose values are read instead of a body's. */
  query?: string | null;
  /** What the hook's gate looks at; absent for requests from inside, which it does not hold up. */
  proof?: Proof;
  content: { ok: true; entries: Entries } | { ok: false; refusal: Refusal };
  /** The sender's key for this delivery, and what it covers (mode and body). */
  idempotency: { key: string; bodyHash: string } | null;
}

/** What a request shows of itself beside its values. Headers are the sender's own, unmasked: never to be stored. */
export interface Proof {
  header(name: string): string | undefined;
  /** The raw body, or for GET the raw query string: what a signature covers. */
  bytes: Uint8Array;
}

/** The JSON that a door answers. */
export interface DoorAnswer {
  success: boolean;
  message: string;
  outcome?: Outcome | "refused";
  contact?: { id: string; email: string; status: string };
  /** From how many audiences a deletion took the address. */
  removed?: number;
  ignored?: string[];
  issues?: Issue[];
  requestId: string;
}

/** What the reply needs to know of the hook. */
export interface HookReply {
  successRedirect: string | null;
  errorRedirect: string | null;
  allowedOrigins: string[];
}

/** What became of a request, committed. */
export interface Settled {
  status: number;
  answer: DoorAnswer;
  headers: Record<string, string>;
  /** Null when the URL names no hook. */
  hook: HookReply | null;
  /** The same delivery was answered before, and this is that answer. */
  replayed: boolean;
  before: ContactState | null;
  after: ContactState | null;
}
