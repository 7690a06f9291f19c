import { originOf } from "../campaigns/tracking/link-address";
import { isRecord } from "../variables/is-record";
import { renderTemplate } from "../variables/liquid";
import type { Scope } from "../variables/scope";
import { buildPayload } from "../webhooks/payload/build";
import { defaultPayload } from "../webhooks/payload/default-payload";
import { encode } from "../webhooks/payload/encode";
import type { WebhookConfig } from "./blocks/webhook";

/** What a Webhook block sends, before the marks of an attempt (id, time, hop) are added. */
export interface WebhookRequest {
  url: string;
  method: WebhookConfig["method"];
  /** Names in lower case: content type, authentication, own headers. */
  headers: Record<string, string>;
  /** JSON; null for GET. */
  body: Uint8Array | null;
}
/** Why there is none for this contact, in one sentence. */
export interface NoRequest {
  problem: string;
}
/** The plain text of a stored secret by its id (`jsc_…`); undefined when it can't be read. */
export type SecretOf = (id: string) => string | undefined;

/**
 * The request of a Webhook block for one contact: what is simulated, tested and sent is this. Pure; never throws.
 * @param scope with `journey` and `run` beside what every scope has
 */
export function webhookRequest(config: WebhookConfig, secretOf: SecretOf, scope: Scope): WebhookRequest | NoRequest {
  const headers = webhookHeaders(config, secretOf);
  if ("problem" in headers) return headers;
  const target = webhookUrl(config, scope);
  if ("problem" in target) return target;
  const made = webhookBody(config, scope);
  if ("problem" in made) return made;
  return { ...target, ...headers, ...made, method: config.method };
}

const placeholder = /\{\{.*?\}\}|\{%.*?%\}/gs;
/** Up to a question mark that stands in no placeholder. */
const pathOf = /^(?:\{\{.*?\}\}|\{%.*?%\}|[^?#])*/s;

/**
 * The address for one contact. Values are percent-encoded (unless `| raw`), none moves the host or climbs up the path, and a value
 * that the path lacks is a problem: `DELETE /people/{{ id }}` must never become `DELETE /people/`.
 */
export function webhookUrl({ url }: Pick<WebhookConfig, "url">, scope: Scope): { url: string } | NoRequest {
  const origin = originOf(url);
  if (origin === null) return { problem: "The URL must start with https:// and a host that is written out." };
  const rendered = renderTemplate(url, scope, { escape: "url" });
  if (!rendered.ok) return { problem: `The URL can't be made: ${rendered.message}` };
  const path = renderTemplate(pathOf.exec(url)?.[0] ?? url, scope, { escape: "url" });
  const [missing] = path.ok ? path.missing : rendered.missing;
  if (missing !== undefined) return { problem: `The URL can't be made: ${missing} is missing.` };
  if (!URL.canParse(rendered.text) || new URL(rendered.text).origin !== origin)
    return { problem: "The URL can't be made: what is filled in breaks it." };
  const [made, written] = [pathParts(rendered.text), pathParts(url.replace(placeholder, "x"))];
  // A tag may leave parts out on purpose; a value that is empty does not.
  const isHollow = !url.includes("{%") && made.filter(isEmpty).length > written.filter(isEmpty).length;
  if (isHollow || made.filter(climbs).length > written.filter(climbs).length)
    return { problem: "The URL can't be made: a part of its path would be empty." };
  return { url: rendered.text };
}

/** The path in parts, as whoever reads the address takes it: line breaks and tabs vanish, a backslash is a slash. */
const pathParts = (url: string): string[] =>
  url
    .replace(/[?#].*$/s, "")
    .replace(/[\t\r\n]/g, "")
    .split(/[\\/]/)
    .slice(3);
const isEmpty = (part: string): boolean => part === "";
/** Means the folder itself, or the one above. */
const climbs = (part: string): boolean => /^(?:\.|%2e){1,2}$/i.test(part);

/** Authentication and own headers, secrets in plain text, names in lower case. The same for every contact. */
export function webhookHeaders(
  { method, auth, headers: own }: Pick<WebhookConfig, "method" | "auth" | "headers">,
  secretOf: SecretOf,
): { headers: Record<string, string> } | NoRequest {
  const headers: Record<string, string> = method === "GET" ? {} : { "content-type": "application/json" };
  for (const { name, value, secret } of own) {
    const text = secret && value !== "" ? secretOf(value) : value;
    if (text === undefined) return { problem: `The value of the header ${name} can't be read. Enter it again.` };
    if (!isHeaderValue(text))
      return { problem: `The value of the header ${name} holds characters that headers can't.` };
    headers[name.toLowerCase()] = text;
  }
  const credentials = credentialsOf(auth, secretOf);
  return "problem" in credentials ? credentials : { headers: { ...headers, ...credentials.headers } };
}

/** No line breaks or other control characters, nothing beyond Latin-1. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
const isHeaderValue = (text: string): boolean => !/[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]/.test(text);

function credentialsOf(
  auth: WebhookConfig["auth"],
  secretOf: SecretOf,
): { headers: Record<string, string> } | NoRequest {
  if (auth.type === "none") return { headers: {} };
  const secret = secretOf(auth.type === "basic" ? auth.password : auth.token);
  if (secret === undefined)
    return { problem: `The ${auth.type === "basic" ? "password" : "token"} can't be read. Enter it again.` };
  if (auth.type === "basic")
    return { headers: { authorization: `Basic ${Buffer.from(`${auth.username}:${secret}`).toString("base64")}` } };
  if (!isHeaderValue(secret)) return { problem: "The token holds characters that a header can't." };
  const [name, value] = auth.header === undefined ? ["authorization", `Bearer ${secret}`] : [auth.header, secret];
  return { headers: { [name.toLowerCase()]: value } };
}

/** What stands for secret headers wherever a request is shown, by their names in lower case. */
export function maskedHeaders({ auth, headers }: Pick<WebhookConfig, "auth" | "headers">): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const { name, secret } of headers) if (secret) masked[name.toLowerCase()] = "••••••";
  if (auth.type === "basic") masked.authorization = "Basic ••••••";
  if (auth.type === "token")
    masked[auth.header?.toLowerCase() ?? "authorization"] = auth.header === undefined ? "Bearer ••••••" : "••••••";
  return masked;
}

/** The body for one contact: the default information with the custom payload in it, or that alone. Null for GET, which has none. */
export function webhookBody(
  { method, customPayload, customOnly }: Pick<WebhookConfig, "method" | "customPayload" | "customOnly">,
  scope: Scope,
): { body: Uint8Array | null } | NoRequest {
  if (method === "GET") return { body: null };
  const built = customPayload === null ? null : buildPayload(customPayload, scope);
  if (built !== null && !built.ok) return { problem: built.message };
  const own = built?.value ?? {};
  const encoded = encode(customOnly ? own : merged(defaultInformation(scope), own), "json", "POST");
  return encoded.ok ? { body: encoded.body } : { problem: encoded.message };
}

/** What brought the contact here: the event as webhooks tell it, and which journey sends. Whoever was put in by hand has entered it. */
function defaultInformation(scope: Scope): Record<string, unknown> {
  const { type, timestamp, data } = defaultPayload(scope);
  const { journey = null, run = null } = scope;
  return {
    type: type ?? "journey.entered",
    timestamp: timestamp ?? scope.now,
    data: { ...(isRecord(data) ? data : {}), journey, run },
  };
}

/** The second in the first: objects of both flow together, anything else of the second replaces. */
function merged(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const out = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = out[key];
    out[key] = isRecord(below) && isRecord(value) ? merged(below, value) : value;
  }
  return out;
}
