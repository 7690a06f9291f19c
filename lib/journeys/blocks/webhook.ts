import { z } from "zod";
import { idPrefixes, parseId } from "@/db/ids";
import { tagNameSchema } from "@/lib/audiences/tags/contract";
import { originOf } from "@/lib/campaigns/tracking/link-address";
import { isPath, readPath } from "@/lib/mapping/json-path";
import { isRecord } from "@/lib/variables/is-record";
import type { Reader } from "@/lib/variables/uses";
import { issuesOfMapping } from "@/lib/webhooks/payload/issues";
import { type MappingRow, mappingRowSchema } from "@/lib/webhooks/payload/mapping";
import { issuesOfTemplates } from "@/lib/webhooks/payload/template-issues";
import { block, type Effect, type Reference, type SecretSlot, type Woken } from "./block";
import { isTemplate } from "./template";

export const blockMethods = ["POST", "PUT", "DELETE", "PATCH", "GET"] as const;

/** Secret values are kept beside the graph: here stands the id of their row. */
const isSecret = (value: string): boolean => parseId(idPrefixes.journeySecret, value) !== null;
const secret = (message: string) => z.string(message).refine(isSecret, message);

const auth = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  z.strictObject({
    type: z.literal("basic"),
    username: z
      .string()
      .min(1, "Enter a user name.")
      .max(200)
      .regex(/^[^:]*$/, "A user name can't hold a colon."),
    password: secret("Enter the password."),
  }),
  z.strictObject({
    type: z.literal("token"),
    token: secret("Enter the token."),
    /** Left out: `Authorization: Bearer …`. */
    header: headerName().optional(),
  }),
]);
type Auth = z.output<typeof auth>;

function headerName() {
  return z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "Enter a header's name, like X-Api-Key.")
    .refine((name) => !reservedHeaders.has(name.toLowerCase()), "This header is ours to set.");
}

/** What the request itself, its signature and its hops say. */
const reservedHeaders = new Set([
  ...[
    "host",
    "content-length",
    "content-type",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "upgrade",
    "te",
    "trailer",
    "expect",
  ],
  ...["webhook-id", "webhook-timestamp", "webhook-signature", "tidegate-hop", "user-agent", "proxy-authorization"],
]);

const config = z
  .strictObject({
    method: z.enum(blockMethods).default("POST"),
    /** Liquid after the host. */
    url: z.string().trim().min(1, "Enter a URL.").max(2_048).superRefine(isAddress).superRefine(isTemplate),
    auth: auth.default({ type: "none" }),
    headers: z
      .array(
        z
          .strictObject({ name: headerName(), value: z.string().max(2_000), secret: z.boolean().default(false) })
          .refine(({ value, secret }) => !secret || isSecret(value), { message: "Enter the value.", path: ["value"] }),
      )
      .max(30)
      .superRefine(isHeaderList)
      .default([]),
    customPayload: z
      .strictObject({
        mappings: z.array(mappingRowSchema).min(1, "Add at least one field.").max(100).superRefine(isMapping),
      })
      .nullable()
      .default(null),
    /** Leave out the default information: strict receivers refuse what they do not know. */
    customOnly: z.boolean().default(false),
    timeoutS: z.number().int().min(1).max(30).default(15),
    /** Attempts after the first. */
    retries: z.number().int().min(0).max(9).default(9),
    waitForResponse: z.boolean().default(false),
    /** What is kept of a JSON response. */
    save: z
      .array(
        z
          .strictObject({
            path: z
              .string()
              .trim()
              .refine((path) => isPath(keysOf(path)), "Choose a value of the response."),
            to: z.enum(["field", "tag", "variable"]),
            key: z.string().trim().min(1, "Say where to keep it.").max(100),
          })
          .superRefine(isKept),
      )
      .max(30)
      .default([]),
  })
  .superRefine(isOwnHeader)
  .refine(
    ({ waitForResponse, save }) => waitForResponse || save.length === 0,
    "Values can only be kept when the journey waits for the response.",
  );
export type WebhookConfig = z.output<typeof config>;
export { config as webhookConfig };

/** Where it leads is the same for every contact; whether it may be reached is asked when the journey is published. */
function isAddress(url: string, context: z.RefinementCtx): void {
  if (url === "" || originOf(url) !== null) return;
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)/i.exec(url)?.[1] ?? "";
  const message = /\{[{%]/.test(host)
    ? "The host can't come from a property."
    : "Enter a whole URL that starts with https://.";
  context.addIssue({ code: "custom", message });
}

/** Names count whatever their letters' case. */
function isHeaderList(headers: readonly { name: string }[], context: z.RefinementCtx): void {
  const taken = new Set<string>();
  for (const [index, { name }] of headers.entries()) {
    const lower = name.toLowerCase();
    if (taken.has(lower))
      context.addIssue({
        code: "custom",
        path: [index, "name"],
        message: `${name} is there twice. Remove one of them.`,
      });
    taken.add(lower);
  }
}

/** Authentication writes a header of its own. */
function isOwnHeader(
  { auth, headers }: { auth: Auth; headers: readonly { name: string }[] },
  context: z.RefinementCtx,
): void {
  if (auth.type === "none") return;
  const taken = (auth.type === "token" ? auth.header : undefined) ?? "Authorization";
  const index = headers.findIndex(({ name }) => name.toLowerCase() === taken.toLowerCase());
  if (index >= 0)
    context.addIssue({
      code: "custom",
      path: ["headers", index, "name"],
      message: `The authentication sends ${taken} already. Remove one of them.`,
    });
}

/** Names of variables stand in templates, tags are separated by commas. */
function isKept({ to, key }: { to: string; key: string }, context: z.RefinementCtx): void {
  const issue = (message: string) => context.addIssue({ code: "custom", path: ["key"], message });
  if (key === "") return;
  if (to === "variable" && !/^[A-Za-z_]\w*$/.test(key))
    issue("A variable's name has letters, digits and _ only, and begins with no digit.");
  const refused = to === "tag" ? tagNameSchema.safeParse(key).error?.issues[0] : undefined;
  if (refused !== undefined) issue(refused.message);
}

/** As JSON paths are written elsewhere, too: `$.id`. */
const keysOf = (path: string): string => path.replace(/^\$\.?/, "");

/** Names that can't be used, templates with mistakes, paths that are none. A journey reads more than the catalogue has (`vars`, `run`). */
function isMapping(rows: MappingRow[], context: z.RefinementCtx): void {
  const paths = rows.flatMap(({ source, value }, row) =>
    source !== "mapping" || isPath(value.trim()) ? [] : [{ row, key: "value" as const, message: "Choose a property." }],
  );
  const names = issuesOfMapping(rows).filter(({ key }) => key === "field");
  for (const { row, key, message } of [...names, ...paths, ...issuesOfTemplates(rows)])
    context.addIssue({ code: "custom", path: [row, key], message });
}

export const webhookBlock = block<WebhookConfig>({
  type: "webhook",
  label: "Webhook",
  group: "Messages",
  description: "Sends a request to another system, and can wait for its answer.",
  icon: "webhook",
  config,
  initial: { method: "POST", url: "", auth: { type: "none" }, headers: [], customPayload: null },
  ports: ({ waitForResponse }) =>
    waitForResponse
      ? [
          { name: "success", label: "Success" },
          { name: "failure", label: "Failure" },
        ]
      : [{ name: "next", label: "Next" }],
  summary: ({ method, url }) => `${method} ${url}`,
  references: ({ save }) =>
    save.flatMap(({ to, key }): Reference[] => (to === "field" ? [{ kind: "field", name: key }] : [])),
  reads: ({ url, customPayload }) => [
    { template: url },
    ...(customPayload?.mappings ?? []).flatMap(({ source, value }): Reader[] => {
      if (source === "custom") return [];
      return [source === "mapping" ? { path: value } : { template: value }];
    }),
  ],
  secrets: secretSlots,
  urls: ({ url }) => [url],
  step: ({ config, woken }) => {
    if (woken?.by === "delivery") return afterResponse(config, woken);
    const delivery: Effect = { kind: "delivery" };
    if (!config.waitForResponse)
      return { kind: "go", port: "next", reason: "The request was queued.", effects: [delivery] };
    return {
      kind: "wait",
      for: { until: null, delivery: true },
      reason: "Waits for the response.",
      effects: [delivery],
    };
  },
});

function afterResponse({ save }: WebhookConfig, woken: Extract<Woken, { by: "delivery" }>) {
  if (!woken.succeeded)
    return {
      kind: "go" as const,
      port: "failure",
      fails: true as const,
      reason: `The request failed: ${woken.error ?? `answered ${woken.status}`}`,
    };
  const reason = `Answered ${woken.status}.`;
  if (save.length === 0) return { kind: "go" as const, port: "success", reason };
  const response = jsonOf(woken.body);
  const fields: Record<string, unknown> = {};
  const values: Record<string, unknown> = {};
  const addTags: string[] = [];
  const missing: string[] = [];
  for (const { path, to, key } of save) {
    const value = readPath(response, keysOf(path));
    if (value === undefined || value === null) missing.push(path);
    else if (to === "field") fields[key] = value;
    else if (to === "variable") values[key] = value;
    // A tag is added when the value says yes.
    else if (value !== false && value !== "" && value !== 0) addTags.push(key);
  }
  const effects: Effect[] = [{ kind: "variables", values }];
  if (Object.keys(fields).length + addTags.length > 0) effects.push({ kind: "contact", fields, addTags });
  return {
    kind: "go" as const,
    port: "success",
    reason: missing.length === 0 ? reason : `${reason} Not in the response: ${missing.join(", ")}.`,
    effects,
  };
}

/** The password or token, and the values of headers that are marked so. */
function secretSlots(config: Record<string, unknown>): SecretSlot[] {
  const slots: SecretSlot[] = [];
  const { auth, headers } = config;
  if (isRecord(auth))
    for (const key of ["password", "token"]) {
      const value = auth[key];
      if (typeof value === "string" && value !== "")
        slots.push({
          name: `auth.${key}`,
          value,
          replace: (other) => ({ ...config, auth: { ...auth, [key]: other } }),
        });
    }
  if (!Array.isArray(headers)) return slots;
  const namesakes = new Map<string, number>();
  for (const [index, header] of headers.entries()) {
    if (!isRecord(header) || header.secret !== true) continue;
    // Rows may be called alike, or not yet anything, while they are written.
    const name = String(header.name).toLowerCase();
    const before = namesakes.get(name) ?? 0;
    namesakes.set(name, before + 1);
    if (typeof header.value === "string" && header.value !== "")
      slots.push({
        name: `header.${name}${before === 0 ? "" : ` ${before + 1}`}`,
        value: header.value,
        replace: (value) => ({ ...config, headers: headers.with(index, { ...header, value }) }),
      });
  }
  return slots;
}

function jsonOf(body: string | null): unknown {
  try {
    return JSON.parse(body ?? "null");
  } catch {
    return null;
  }
}
