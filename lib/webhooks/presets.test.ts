import { describe, expect, test } from "vitest";
import { isEventName } from "../events/catalogue";
import { sampleParts, sampleScope } from "../variables/sample-scope";
import { scopeOf } from "../variables/scope";
import { webhookBody } from "./contract";
import { buildPayload } from "./payload/build";
import { encode } from "./payload/encode";
import { issuesOfTemplates } from "./payload/template-issues";
import { type WebhookPreset, webhookPresets } from "./presets";

const presets: [string, WebhookPreset][] = Object.entries(webhookPresets);
const parsed = ({ settings, events }: WebhookPreset) =>
  webhookBody.parse({ ...settings, url: "https://example.com/hook", events: [...events] });

describe.each(presets)("%s", (_, preset) => {
  test("can be saved as it is", () => {
    const { customPayload } = parsed(preset);
    expect(issuesOfTemplates(customPayload?.mappings ?? [])).toEqual([]);
    expect(preset.events.every(isEventName)).toBe(true);
  });

  test("says what arrives, and where the URL comes from", () => {
    for (const text of [preset.description, ...preset.setup]) expect(text).toMatch(/^[A-Z].*\.$/);
    expect(preset.urlPlaceholder).toMatch(/^https:\/\//);
  });

  test.each(preset.events)("makes a payload of %s, and misses nothing", (type) => {
    const { customPayload, contentType, method } = parsed(preset);
    const built = buildPayload(customPayload, sampleScope(type));
    expect(built).toMatchObject({ ok: true, warnings: [] });
    expect(built.ok && encode(built.value, contentType, method).ok).toBe(true);
  });
});

const payload = (preset: WebhookPreset, type: string, fields = {}) => {
  const { event, extras } = sampleParts(type);
  const contact = { ...Object(event.data.contact), fields };
  const scope = scopeOf({
    event: { ...event, data: { ...event.data, contact } },
    extras,
    workspace: { id: "wks_1" },
    deliveryId: "dlv_1",
    now: new Date(0),
  });
  const built = buildPayload(parsed(preset).customPayload, scope);
  return built.ok ? built.value : built.message;
};

test("a chat gets one line, with the markup of names taken out", () => {
  expect(payload(webhookPresets.slack, "email.clicked")).toEqual({
    text: "jane@example.com: clicked (Summer Promotion) https://example.com/spring",
  });
  expect(payload(webhookPresets.discord, "contact.unsubscribed")).toEqual({
    content: "jane@example.com: unsubscribed",
    allowed_mentions: { parse: [] },
  });
});

test("a CRM gets consent as true or false", () => {
  expect(payload(webhookPresets.crm, "contact.subscribed", { first_name: "Jane" })).toEqual({
    email: "jane@example.com",
    properties: { firstname: "Jane", email_status: "subscribed", email_opt_in: true, lead_source: "Newsletter" },
  });
  expect(payload(webhookPresets.crm, "contact.unsubscribed")).toMatchObject({ properties: { email_opt_in: false } });
});

test("a sheet gets no formula from a contact", () => {
  expect(payload(webhookPresets.googleSheets, "email.sent", { first_name: '=HYPERLINK("x")' })).toMatchObject({
    name: `'=HYPERLINK("x")`,
    email: "jane@example.com",
  });
  expect(payload(webhookPresets.googleSheets, "contact.created")).toMatchObject({ name: "", campaign_name: "-" });
});
