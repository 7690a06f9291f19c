import { createHmac, randomBytes } from "node:crypto";

/** A signing key of the form the SDK expects; made anew in each process, so nobody outside can call functions. */
export const generateSigningKey = (): string => `signkey-embedded-${randomBytes(32).toString("hex")}`;

/** The header `x-inngest-signature`: HMAC-SHA256 over the canonical body and the time, keyed by what follows the key's prefix. */
export function sign(body: unknown, signingKey: string, unixS: number): string {
  const key = signingKey.replace(/^signkey-\w+-/, "");
  const digest = createHmac("sha256", key).update(canonical(body)).update(String(unixS)).digest("hex");
  return `t=${unixS}&s=${digest}`;
}

/** JSON with sorted keys and no white space (RFC 8785 for what JSON.stringify yields). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
