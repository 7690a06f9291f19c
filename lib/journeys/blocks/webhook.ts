import { z } from "zod";
import { idPrefixes, parseId } from "@/db/ids";
import { isPath, readPath } from "@/lib/mapping/json-path";
import { isRecord } from "@/lib/variables/is-record";
import { issuesOfMapping } from "@/lib/webhooks/payload/issues";
import { type MappingRow, mappingRowSchema } from "@/lib/webhooks/payload/mapping";
import { issuesOfTemplates } from "@/lib/webhooks/payload/template-issues";
import { block, type Effect, type Reference, type SecretSlot, type Woken } from "./block";
import { isTemplate } from "./template";

export const blockMethods = ["POST", "PUT", "DELETE", "PATCH", "GET"] as const;

/** Secret values are kept beside the graph: here stands the id of their row. */
const secret = (message: string) =>
  z.string(message).refine((value) => parseId(idPrefixes.journeySecret, value) !== null, message);

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
    url: z
      .string()
      .trim()
      .min(1, "Enter a URL.")
      .max(2_048)
      .refine(hostIsFixed, "The host can't come from a property.")
      .superRefine(isTemplate),
    auth: auth.default({ type: "none" }),
    headers: z
      .array(z.strictObject({ name: headerName(), value: z.string().max(2_000), secret: z.boolean().default(false) }))
      .max(30)
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
        z.strictObject({
          path: z.string().trim().min(1, "Choose a value of the response.").max(200),
          to: z.enum(["field", "tag", "variable"]),
          key: z.string().trim().min(1, "Say where to keep it.").max(100),
        }),
      )
      .max(30)
      .default([]),
  })
  .refine(
    ({ waitForResponse, save }) => waitForResponse || save.length === 0,
    "Values can only be kept when the journey waits for the response.",
  );
export type WebhookConfig = z.output<typeof config>;
export { config as webhookConfig };

function hostIsFixed(url: string): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1];
  return host === undefined || !/\{[{%]/.test(host);
}

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
    // As JSON paths are written elsewhere, too: `$.id`.
    const value = readPath(response, path.replace(/^\$\.?/, ""));
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
  if (Array.isArray(headers))
    for (const [index, header] of headers.entries())
      if (isRecord(header) && header.secret === true && typeof header.value === "string" && header.value !== "")
        slots.push({
          name: `header.${String(header.name).toLowerCase()}`,
          value: header.value,
          replace: (value) => ({ ...config, headers: headers.with(index, { ...header, value }) }),
        });
  return slots;
}

function jsonOf(body: string | null): unknown {
  try {
    return JSON.parse(body ?? "null");
  } catch {
    return null;
  }
}
