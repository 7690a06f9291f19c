import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** 32 bytes for AES and HMAC, derived from the installation's secret. */
export const deriveKey = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", secret, "tidegate", "stored secrets v1", 32));

/** SHA-256 of a text or bytes. */
export const sha256 = (data: string | Uint8Array): Buffer => hash("sha256", data, "buffer");

/** A secret for URLs: 24 random bytes (192 bits) as 32 URL-safe characters. */
export const urlSecret = (): string => randomBytes(24).toString("base64url");

/** Encrypts with AES-256-GCM: nonce (12) + tag (16) + ciphertext. */
export function seal(key: Uint8Array, plain: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Reverses `seal`. Throws when the key is another one or a byte was changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

/** Compares in constant time; false for different lengths. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
