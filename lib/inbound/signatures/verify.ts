import { createHmac } from "node:crypto";
import { sameBytes } from "../../crypto";
import type { SignatureScheme, SignatureSettings } from "./settings";

/** What a signature is checked against. */
export interface Signed {
  header(name: string): string | undefined;
  /** The raw body, or for GET the raw query string. */
  bytes: Uint8Array;
  at: Date;
}

/** Whether a request carries the signature that the settings ask for: null, or a sentence that says what is wrong. */
export function refuseSignature(settings: SignatureSettings, secret: string, signed: Signed): string | null {
  switch (settings.scheme) {
    case "hmac":
      return refuseHmac(settings, secret, signed);
    case "standard":
      return refuseStandard(settings, secret, signed);
    case "timestamped":
      return refuseTimestamped(settings, secret, signed);
  }
}

type SettingsOf<S extends SignatureScheme> = Extract<SignatureSettings, { scheme: S }>;

function refuseHmac({ header, encoding, prefix }: SettingsOf<"hmac">, secret: string, signed: Signed): string | null {
  const value = signed.header(header)?.trim();
  if (value === undefined || value === "") return missing(header);
  if (!value.startsWith(prefix)) return mismatch;
  const given = decode(value.slice(prefix.length), encoding);
  return matches(given, hmac(secret, signed.bytes)) ? null : mismatch;
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
function refuseStandard({ toleranceSeconds }: SettingsOf<"standard">, secret: string, signed: Signed): string | null {
  const id = signed.header("webhook-id");
  const timestamp = signed.header("webhook-timestamp");
  const list = signed.header("webhook-signature");
  if (!id || !timestamp || !list) return missing("webhook-id, webhook-timestamp and webhook-signature");
  if (isStale(timestamp, toleranceSeconds, signed.at)) return stale;
  const expected = hmac(standardKey(secret), Buffer.from(`${id}.${timestamp}.`), signed.bytes);
  const given = list.split(" ").flatMap((item) => (item.startsWith("v1,") ? [decode(item.slice(3), "base64")] : []));
  return anyMatches(given, expected) ? null : mismatch;
}

/** https://docs.stripe.com/webhooks#verify-manually */
function refuseTimestamped(
  { header, toleranceSeconds }: SettingsOf<"timestamped">,
  secret: string,
  signed: Signed,
): string | null {
  const parts = (signed.header(header) ?? "").split(",").map((part) => part.trim().split("=", 2));
  const timestamp = parts.find(([key]) => key === "t")?.[1];
  const given = parts.flatMap(([key, value = ""]) => (key === "v1" ? [decode(value, "hex")] : []));
  if (timestamp === undefined || given.length === 0) return missing(header);
  if (isStale(timestamp, toleranceSeconds, signed.at)) return stale;
  return anyMatches(given, hmac(secret, Buffer.from(`${timestamp}.`), signed.bytes)) ? null : mismatch;
}

const missing = (header: string) => `The signature is missing: this webhook expects it in ${header}.`;
const mismatch = "The signature does not match. Check the secret on both sides, and sign the raw body as it is sent.";
const stale = "The signature's timestamp is too far from now. Check the sender's clock, and sign each attempt anew.";

function hmac(key: string | Uint8Array, ...parts: Uint8Array[]): Buffer {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** `whsec_` and base64, or any text as its bytes. */
const standardKey = (secret: string): string | Uint8Array =>
  secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64") : secret;

const shapes = { hex: /^[0-9a-f]{64}$/i, base64: /^[A-Za-z0-9+/]{43}=?$/ };

/** The 32 bytes of a signature, or null when it is none: decoders skip what they don't know. */
const decode = (text: string, encoding: "hex" | "base64"): Buffer | null =>
  shapes[encoding].test(text) ? Buffer.from(text, encoding) : null;

const matches = (given: Buffer | null, expected: Buffer): boolean => given !== null && sameBytes(given, expected);

/** Compares with every one, so that the time says nothing about which. */
const anyMatches = (given: (Buffer | null)[], expected: Buffer): boolean =>
  given.reduce((found, one) => matches(one, expected) || found, false);

const isStale = (timestamp: string, toleranceSeconds: number, at: Date): boolean =>
  !/^\d{1,12}$/.test(timestamp) || Math.abs(at.getTime() / 1_000 - Number(timestamp)) > toleranceSeconds;
