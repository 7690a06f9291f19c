import type { Ctx } from "../context";
import { seal, unseal } from "../crypto";
import { invalid } from "../errors";
import { webhookLimits } from "./limits";
import type { WebhookRow } from "./load";

const prefix = "whsec_";
const [bytesMin, bytesMax] = [24, 64];

/** Why a secret can't be used, or null. Behind `whsec_` stands base64 (Standard Webhooks); any other text is its own bytes. */
export function refusalOfSecret(secret: string): string | null {
  if (!secret.startsWith(prefix)) return null;
  const encoded = secret.slice(prefix.length).replace(/=+$/, "");
  const bytes = Buffer.from(encoded, "base64");
  const valid = bytes.toString("base64").replace(/=+$/, "") === encoded;
  if (valid && bytes.length >= bytesMin && bytes.length <= bytesMax) return null;
  return `After ${prefix} a secret must go on with ${bytesMin} to ${bytesMax} bytes in base64. Copy it again, or use another text.`;
}

type SecretColumns = Pick<WebhookRow, "secret" | "previousSecret" | "previousSecretUntil">;
const none: SecretColumns = { secret: null, previousSecret: null, previousSecretUntil: null };

/**
 * What a change makes of the secret: nothing or `""` keeps it, null removes it, another one takes its place while the one before signs too
 * for 24 hours.
 */
export function secretColumns(
  ctx: Ctx,
  secret: string | null | undefined,
  before: SecretColumns = none,
): Partial<SecretColumns> {
  if (secret === undefined || secret === "") return {};
  if (secret === null) return none;
  if (before.secret === null) return { ...none, secret: seal(ctx.key, secret) };
  if (isSealed(ctx, before.secret, secret)) return {};
  return {
    secret: seal(ctx.key, secret),
    previousSecret: before.secret,
    previousSecretUntil: new Date(ctx.now().getTime() + webhookLimits.previousSecretHours * 3_600_000),
  };
}

/** How many secrets sign now: the present one, and the one before while its time lasts. */
export const signingCount = (ctx: Pick<Ctx, "now">, columns: SecretColumns): number =>
  sealedSecrets(ctx, columns).length;

const sealedSecrets = (
  ctx: Pick<Ctx, "now">,
  { secret, previousSecret, previousSecretUntil }: SecretColumns,
): Uint8Array[] => {
  const isInTime = previousSecretUntil !== null && previousSecretUntil > ctx.now();
  return [secret, isInTime ? previousSecret : null].filter((sealed) => sealed !== null);
};

type AuthColumns = Pick<WebhookRow, "username" | "password">;
type AuthInput = { type: "none" } | { type: "basic"; username: string; password?: string | null | undefined };

/**
 * What a change makes of the credentials: without a password, or with `""`, Basic keeps the one that is stored; null removes it, and another
 * type forgets both.
 */
export function authColumns(ctx: Ctx, auth: AuthInput | undefined): Partial<AuthColumns> {
  if (auth === undefined) return {};
  if (auth.type === "none") return { username: null, password: null };
  const { username, password } = auth;
  if (password === undefined || password === "") return { username };
  return { username, password: password === null ? null : seal(ctx.key, password) };
}

/** The secrets that sign now, the present one first. Throws when they were sealed with another key. */
export const signingSecrets = (ctx: Pick<Ctx, "key" | "now">, columns: SecretColumns): string[] =>
  sealedSecrets(ctx, columns).map((sealed) => unseal(ctx.key, sealed));

/** The value of the Authorization header (RFC 7617, in UTF-8), or null without Basic authentication. Throws like `signingSecrets`. */
export function basicCredentials({ key }: Pick<Ctx, "key">, { username, password }: AuthColumns): string | null {
  if (username === null) return null;
  const pair = `${username}:${password === null ? "" : unseal(key, password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

/** Both of them. Throws `invalid_input` when they were sealed with another key than this installation's. */
export function openSeals(
  ctx: Ctx,
  columns: SecretColumns & AuthColumns,
): { authorization: string | null; secrets: string[] } {
  try {
    return { authorization: basicCredentials(ctx, columns), secrets: signingSecrets(ctx, columns) };
  } catch {
    throw invalid("The webhook's secret or password can't be read with this TIDEGATE_SECRET. Enter it again.");
  }
}

/** Whether it is the secret that is sealed; one of another key is none that we know. */
function isSealed(ctx: Ctx, sealed: Uint8Array, secret: string): boolean {
  try {
    return unseal(ctx.key, sealed) === secret;
  } catch {
    return false;
  }
}
