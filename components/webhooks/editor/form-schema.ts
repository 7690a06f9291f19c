import { z } from "zod";
import { blankRow, type DraftRow, draftRows, emptyRules, mappingRows } from "@/components/mapping/draft";
import { webhookContentTypes, webhookMethods } from "@/db/enums";
import { type Webhook, type WebhookDraft, type WebhookFilters, webhookBody } from "@/lib/webhooks/contract";
import { webhookLimits } from "@/lib/webhooks/limits";
import { issuesOfMapping } from "@/lib/webhooks/payload/issues";
import { mappingSources } from "@/lib/webhooks/payload/mapping";
import type { WebhookPreset } from "@/lib/webhooks/presets";
import { isSubscribable, type WebhookHome } from "@/lib/webhooks/subscribable";

const rowSchema = z.object({
  id: z.string(),
  field: z.string(),
  source: z.enum(mappingSources),
  value: z.string(),
  ifEmpty: z.enum(emptyRules),
  default: z.string(),
}) satisfies z.ZodType<DraftRow>;

/** The settings as one types them: numbers as text, empty lists for no filter, rows that count only when they are used. */
const typedSchema = z.object({
  name: z.string(),
  url: z.string(),
  contentType: z.enum(webhookContentTypes),
  method: z.enum(webhookMethods),
  /** `noPassword` for services that take a key as the user name; a blank password keeps the stored one. */
  auth: z.object({
    type: z.enum(["none", "basic"]),
    username: z.string(),
    password: z.string(),
    noPassword: z.boolean(),
  }),
  /** `""` keeps the stored one, null removes it. */
  secret: z.string().nullable(),
  hexSignature: z.boolean(),
  logResponseBody: z.boolean(),
  active: z.boolean(),
  events: z.array(z.string()),
  custom: z.boolean(),
  mappings: z.array(rowSchema),
  filters: z.object({
    tags: z.array(z.string()),
    groups: z.array(z.string()),
    segments: z.array(z.string()),
    links: z.array(z.string()),
  }),
  redirectIsSuccess: z.boolean(),
  ratePerMinute: z.string(),
  concurrency: z.string(),
});
export type WebhookFormValues = z.output<typeof typedSchema>;

/** The form's values as the contract has them; judged by the contract's own schema, each issue put where the form shows it. */
export const webhookFormSchema = typedSchema.transform((values, context) => {
  const parsed = webhookBody.safeParse(draftOf(values));
  const rows = parsed.data?.customPayload?.mappings ?? [];
  const issues = [
    ...(parsed.error?.issues ?? []),
    ...issuesOfMapping(rows).map(({ row, key, message }) => ({ path: ["mappings", row, key], message })),
  ];
  for (const { path, message } of issues) {
    const name = formPath(path.map(String));
    context.addIssue({ code: "custom", path: name.split("."), message: numberMessages[name] ?? message });
  }
  return parsed.success && issues.length === 0 ? parsed.data : z.NEVER;
});
export type WebhookFormResult = z.output<typeof webhookFormSchema>;

const numberMessages: Record<string, string> = {
  ratePerMinute: `Enter a whole number from 1 to ${webhookLimits.ratePerMinuteMax.toLocaleString("en")}, or leave it blank for no limit.`,
  concurrency: `Enter a whole number from 1 to ${webhookLimits.concurrencyMax}.`,
};

/** Where the form shows what the contract calls `customPayload.mappings.2.field`. */
export const formPath = (path: readonly string[]): string =>
  path[0] === "customPayload" ? ["mappings", ...path.slice(2)].join(".") : path.join(".");

const numberOf = (text: string): number | null => (text.trim() === "" ? null : Number(text));

/** What would be sent to the API, finished or not. */
export function draftOf(values: WebhookFormValues): WebhookDraft {
  const { name, url, contentType, method, auth, secret, hexSignature, logResponseBody, active, events } = values;
  return {
    ...{ name, url, contentType, method, secret, hexSignature, logResponseBody, active, events },
    // GET takes no authentication: what was typed for POST is left out.
    auth: auth.type === "basic" && method === "POST" ? basicOf(auth) : { type: "none" },
    filters: filtersOf(values.filters),
    customPayload: values.custom ? { mappings: mappingRows(values.mappings) } : null,
    redirectIsSuccess: values.redirectIsSuccess,
    ratePerMinute: numberOf(values.ratePerMinute),
    concurrency: numberOf(values.concurrency) ?? webhookLimits.concurrencyDefault,
  };
}

export const basicOf = ({ username, password, noPassword }: WebhookFormValues["auth"]) => ({
  type: "basic" as const,
  username,
  password: noPassword ? null : password,
});

function filtersOf({ tags, groups, segments, links }: WebhookFormValues["filters"]): WebhookFilters | null {
  const filters = {
    ...(tags.length > 0 ? { tags } : {}),
    ...(groups.length > 0 ? { groups } : {}),
    ...(segments.length > 0 ? { segments } : {}),
    ...(links.length > 0 ? { links } : {}),
  };
  return Object.keys(filters).length > 0 ? filters : null;
}

export const blankWebhook = (): WebhookFormValues => ({
  name: "",
  url: "",
  contentType: "json",
  method: "POST",
  auth: { type: "none", username: "", password: "", noPassword: false },
  secret: "",
  hexSignature: false,
  logResponseBody: false,
  active: true,
  events: [],
  custom: false,
  mappings: [blankRow()],
  filters: { tags: [], groups: [], segments: [], links: [] },
  redirectIsSuccess: false,
  ratePerMinute: "",
  concurrency: String(webhookLimits.concurrencyDefault),
});

/** What the form starts from when a webhook is changed. Secret and password never come back: blank keeps them. */
export function webhookFormValues(webhook: Webhook): WebhookFormValues {
  const { name, url, contentType, method, auth, hexSignature, logResponseBody, active, events, filters } = webhook;
  return {
    ...{ name, url, contentType, method, hexSignature, logResponseBody, active, events },
    auth: { type: auth.type, username: auth.type === "basic" ? auth.username : "", password: "", noPassword: false },
    secret: "",
    custom: webhook.customPayload !== null,
    mappings: webhook.customPayload === null ? [blankRow()] : draftRows(webhook.customPayload.mappings),
    filters: { tags: [], groups: [], segments: [], links: [], ...filters },
    redirectIsSuccess: webhook.redirectIsSuccess,
    ratePerMinute: webhook.ratePerMinute === null ? "" : String(webhook.ratePerMinute),
    concurrency: String(webhook.concurrency),
  };
}

/** A copy to start a new one with: all but what can't be read again, and switched off until somebody has looked at it. */
export const copyValues = (webhook: Webhook): WebhookFormValues => ({
  ...webhookFormValues(webhook),
  name: webhook.name === "" ? "" : `Copy of ${webhook.name}`.slice(0, webhookLimits.nameCharactersMax),
  active: false,
});

/** The form filled in for a known receiver. What a preset says nothing of stays, chosen events too. */
export const withPreset = (
  values: WebhookFormValues,
  { events, settings }: WebhookPreset,
  home: WebhookHome,
): WebhookFormValues => ({
  ...values,
  contentType: settings.contentType ?? "json",
  method: settings.method ?? "POST",
  redirectIsSuccess: settings.redirectIsSuccess ?? false,
  events: values.events.length > 0 ? values.events : events.filter((name) => isSubscribable(home, name)),
  custom: settings.customPayload != null,
  mappings: settings.customPayload == null ? values.mappings : draftRows(settings.customPayload.mappings),
});
