import { createHmac } from "node:crypto";

export interface SigningInput {
  /** The delivery's prefixed id: it stays the same when it is sent again. */
  id: string;
  /** The moment of this attempt: verifiers allow five minutes. */
  timestamp: Date;
  /** The raw body; for GET the raw query string. */
  body: Uint8Array;
  /** The current secret first, then the one before while it is still valid; none sends no signature. */
  secrets: readonly string[];
  /** Also `X-Webhook-Signature`: the hex HMAC of the body alone, by the current secret's text. */
  hex: boolean;
}

const prefix = "whsec_";

/**
 * The headers of one attempt by Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): id and timestamp always, signatures
 * when there are secrets. Throws a `TypeError` on an id that would break the header or the signed text.
 */
export function signedHeaders({ id, timestamp, body, secrets, hex }: SigningInput): Record<string, string> {
  if (!/^[\x21-\x2d\x2f-\x7e]+$/.test(id)) throw new TypeError("a webhook-id has neither dots nor spaces");
  const seconds = String(Math.floor(timestamp.getTime() / 1_000));
  const headers: Record<string, string> = { "webhook-id": id, "webhook-timestamp": seconds };
  const [current] = secrets;
  if (current === undefined) return headers;
  headers["webhook-signature"] = secrets.map((secret) => `v1,${signature(secret, id, seconds, body)}`).join(" ");
  if (hex) headers["x-webhook-signature"] = createHmac("sha256", current).update(body).digest("hex");
  return headers;
}

const signature = (secret: string, id: string, seconds: string, body: Uint8Array): string =>
  createHmac("sha256", keyOf(secret)).update(`${id}.${seconds}.`).update(body).digest("base64");

/** `whsec_` and base64, or any text as its UTF-8 bytes. */
const keyOf = (secret: string): string | Uint8Array =>
  secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), "base64") : secret;
