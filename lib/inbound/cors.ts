import type { Sql } from "@/db/client";
import type { DoorReply, DoorRequest } from "./door";

/** The headers that let a browser page of an allowed origin read the answer. */
export const corsHeaders = (origin: string | undefined, allowedOrigins: string[]): Record<string, string> =>
  origin !== undefined && (allowedOrigins.includes("*") || allowedOrigins.includes(origin.toLowerCase()))
    ? { "access-control-allow-origin": origin, vary: "origin" }
    : {};

/** Answers a browser's preflight for an allowed origin; null for any other OPTIONS request, which is a 405 like every wrong method. */
export async function preflight(
  sql: Sql,
  secretHash: string,
  request: DoorRequest,
  methods: readonly string[],
): Promise<DoorReply | null> {
  const origin = request.header("origin");
  if (origin === undefined || request.header("access-control-request-method") === undefined) return null;
  const [hook] = await sql<{ allowedOrigins: string[] }[]>`
    select allowed_origins as "allowedOrigins" from inbound_hooks where secret_hash = decode(${secretHash}, 'hex') and active`;
  const allow = corsHeaders(origin, hook?.allowedOrigins ?? []);
  if (allow["access-control-allow-origin"] === undefined) return null;
  return {
    status: 204,
    headers: {
      ...allow,
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": "content-type, idempotency-key",
      "access-control-max-age": "600",
    },
    body: "",
  };
}
