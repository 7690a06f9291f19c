import type { RequestMethod, WebhookContentType } from "@/db/enums";
import { webhookLimits } from "../limits";
import { formName } from "./field-name";

export type Encoded =
  | {
      ok: true;
      /** For GET the query string. */
      body: Uint8Array;
      /** Null for GET, which has no body. */
      contentTypeHeader: string | null;
    }
  | { ok: false; message: string };

const headers: Record<WebhookContentType, string> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
};

/** The bytes of a payload as a webhook sends them. Refuses, in one sentence, what is larger than receivers take. */
export function encode(payload: unknown, contentType: WebhookContentType, method: RequestMethod): Encoded {
  if (method === "GET") {
    const query = Buffer.from(formText(payload));
    if (query.length > webhookLimits.queryBytesMax)
      return tooLarge("query string", query.length, webhookLimits.queryBytesMax, "Map fewer fields, or use POST.");
    return { ok: true, body: query, contentTypeHeader: null };
  }
  const body = Buffer.from(contentType === "json" ? JSON.stringify(payload) : formText(payload));
  if (body.length > webhookLimits.bodyBytesMax)
    return tooLarge("body", body.length, webhookLimits.bodyBytesMax, "Map fewer or shorter fields.");
  return { ok: true, body, contentTypeHeader: headers[contentType] };
}

const tooLarge = (what: string, bytes: number, max: number, advice: string): Encoded => ({
  ok: false,
  message: `The ${what} has ${kib(bytes)} KiB, more than the ${kib(max)} KiB that are sent. ${advice}`,
});
const kib = (bytes: number) => Math.ceil(bytes / 1024).toLocaleString("en-US");

/**
 * A payload as form data: `data[contact][email]=…`, `tags[0]=…`. Null, empty lists and empty objects are empty texts, so that a receiver
 * learns that a value has gone; booleans are `true` and `false`.
 */
export function formText(payload: unknown): string {
  const pairs = new URLSearchParams();
  for (const [keys, value] of leavesOf(payload, [])) pairs.append(formName(keys), value);
  return pairs.toString();
}

function* leavesOf(value: unknown, keys: readonly string[]): Generator<[readonly string[], string]> {
  if (typeof value !== "object" || value === null) yield [keys, textOf(value)];
  else {
    const entries = Object.entries(value);
    if (entries.length === 0 && keys.length > 0) yield [keys, ""];
    for (const [key, item] of entries) yield* leavesOf(item, [...keys, key]);
  }
}

const textOf = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

/** A request as it goes out: where to, with what, and the bytes that are signed. */
export interface Target {
  url: URL;
  /** Null for GET. */
  body: Uint8Array | null;
  /** The body; for GET the whole query string as it stands in the URL, without the question mark. */
  signed: Uint8Array;
}

/** Puts the encoded payload into the request. A query string that the URL already has stays in front; nothing else of it changes. */
export function targetOf(url: string, method: RequestMethod, encoded: Uint8Array): Target {
  const target = new URL(url);
  target.hash = "";
  if (method !== "GET") return { url: target, body: encoded, signed: encoded };
  const query = Buffer.from(encoded).toString();
  const own = target.search.replace(/^\?/, "");
  target.search = own === "" || query === "" ? `${own}${query}` : `${own}&${query}`;
  return { url: target, body: null, signed: Buffer.from(target.search.replace(/^\?/, "")) };
}
