import type { Ctx } from "../../context";
import { type ExtraHeader, openHeaders } from "../../webhooks/extra-headers";
import { webhookLimits } from "../../webhooks/limits";
import { readCustomPayload } from "../../webhooks/load-subscriptions";
import type { CustomPayload } from "../../webhooks/payload/mapping";
import { basicCredentials, signingSecrets } from "../../webhooks/secrets";
import type { Health } from "./breaker";
import { healthColumns } from "./health";
import { attemptsMax } from "./retry";

/** A webhook as the drain needs it, read anew with every claim. Ids are bare UUIDs. */
export interface Endpoint {
  id: string;
  /** False while it is paused, or was switched off by itself. */
  sends: boolean;
  url: string;
  /** The header of Basic authentication, or null. */
  authorization: string | null;
  /** All that sign now. */
  secrets: string[];
  /** Beside ours: a journey's block has them. */
  extraHeaders: ExtraHeader[];
  /** Why its password or secret can't be read, in one sentence; null when they can. */
  sealProblem: string | null;
  hexSignature: boolean;
  logResponseBody: boolean;
  redirectIsSuccess: boolean;
  timeoutMs: number;
  /** For a delivery, the first one among them. */
  attemptsMax: number;
  customPayload: CustomPayload | null;
  ratePerMinute: number | null;
  concurrency: number;
  health: Health;
}

type Stored = Omit<Endpoint, keyof Unsealed | "customPayload" | "timeoutMs" | "attemptsMax" | "health">;
interface Row extends Stored, Health {
  username: string | null;
  password: Uint8Array | null;
  secret: Uint8Array | null;
  previousSecret: Uint8Array | null;
  previousSecretUntil: Date | null;
  sealedHeaders: Uint8Array | null;
  timeoutMs: number | null;
  attemptsMax: number | null;
  customPayload: unknown;
}

/** The endpoints of these ids as they are now; deleted ones are missing. One statement. */
export async function loadEndpoints(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Endpoint>> {
  const rows = await ctx.sql<Row[]>`
    select w.id, w.active and w.disabled_reason is null as sends, w.url, w.username, w.password, w.secret,
      w.previous_secret as "previousSecret", w.previous_secret_until as "previousSecretUntil", w.hex_signature as "hexSignature",
      w.log_response_body as "logResponseBody", w.redirect_is_success as "redirectIsSuccess", w.custom_payload as "customPayload",
      w.extra_headers as "sealedHeaders", w.timeout_ms as "timeoutMs", w.attempts_max as "attemptsMax",
      w.rate_per_minute as "ratePerMinute", w.concurrency, ${healthColumns(ctx.sql)}
    from webhooks w left join webhook_health h on h.webhook_id = w.id
    where w.id = any(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, toEndpoint(ctx, row)]));
}

const toEndpoint = (ctx: Ctx, row: Row): Endpoint => ({
  id: row.id,
  sends: row.sends,
  url: row.url,
  ...unsealed(ctx, row),
  hexSignature: row.hexSignature,
  logResponseBody: row.logResponseBody,
  redirectIsSuccess: row.redirectIsSuccess,
  timeoutMs: row.timeoutMs ?? webhookLimits.timeoutMs,
  attemptsMax: row.attemptsMax ?? attemptsMax,
  customPayload: readCustomPayload(row.customPayload),
  ratePerMinute: row.ratePerMinute,
  concurrency: row.concurrency,
  health: row,
});

type Unsealed = Pick<Endpoint, "authorization" | "secrets" | "extraHeaders" | "sealProblem">;

function unsealed(ctx: Ctx, row: Row): Unsealed {
  try {
    return {
      authorization: basicCredentials(ctx, row),
      secrets: signingSecrets(ctx, row),
      extraHeaders: openHeaders(ctx, row.sealedHeaders),
      sealProblem: null,
    };
  } catch {
    // Sealed with another TIDEGATE_SECRET. Other endpoints must not wait until somebody has mended this one.
    const sealProblem = "The webhook's secret or password can't be read with this TIDEGATE_SECRET. Enter it again.";
    return { authorization: null, secrets: [], extraHeaders: [], sealProblem };
  }
}
