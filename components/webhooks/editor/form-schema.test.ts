import { expect, test } from "vitest";
import { blankRow } from "@/components/mapping/draft";
import { webhookPresets } from "@/lib/webhooks/presets";
import { blankWebhook, formPath, type WebhookFormValues, webhookFormSchema, withPreset } from "./form-schema";

const filled = (part: Partial<WebhookFormValues> = {}): WebhookFormValues => ({
  ...blankWebhook(),
  url: "https://api.example.com/webhooks/campaign-events",
  events: ["email.sent"],
  ...part,
});
const issuesOf = (values: WebhookFormValues) =>
  webhookFormSchema.safeParse(values).error?.issues.map(({ path, message }) => [path.join("."), message]);

test("a form with URL and events is all that a webhook needs", () => {
  expect(webhookFormSchema.parse(filled())).toMatchObject({
    contentType: "json",
    method: "POST",
    auth: { type: "none" },
    secret: "",
    customPayload: null,
    filters: null,
    ratePerMinute: null,
    concurrency: 10,
  });
});

test("what was typed for POST is left out with GET", () => {
  const auth = { type: "basic" as const, username: "ann", password: "p", noPassword: false };
  expect(webhookFormSchema.parse(filled({ auth })).auth).toEqual({ type: "basic", username: "ann", password: "p" });
  expect(webhookFormSchema.parse(filled({ auth, method: "GET" })).auth).toEqual({ type: "none" });
});

test("rows count only when the custom payload is on, and what is wrong with one is said at it", () => {
  const mappings = [{ ...blankRow(), field: "email", value: "contact.email" }, blankRow()];
  expect(webhookFormSchema.parse(filled({ mappings })).customPayload).toBeNull();
  expect(issuesOf(filled({ mappings, custom: true }))).toContainEqual(["mappings.1.field", "Enter a field name."]);
  expect(issuesOf(filled({ mappings: [], custom: true }))).toEqual([
    ["mappings", "Add at least one field, or send the default payload."],
  ]);
});

test("numbers that are none are told at their field, in words", () => {
  expect(issuesOf(filled({ ratePerMinute: "many", concurrency: "0" }))?.map(([path]) => path)).toEqual([
    "ratePerMinute",
    "concurrency",
  ]);
});

test("an empty filter is none", () => {
  const filters = { tags: ["vip"], groups: [], segments: [], links: [] };
  expect(webhookFormSchema.parse(filled({ filters })).filters).toEqual({ tags: ["vip"] });
});

test("issues of the API find the row they are about", () => {
  expect(formPath(["customPayload", "mappings", "2", "field"])).toBe("mappings.2.field");
  expect(formPath(["url"])).toBe("url");
});

test("a user name without a password is said openly, not by leaving it blank", () => {
  const auth = { type: "basic" as const, username: "key", password: "", noPassword: true };
  expect(webhookFormSchema.parse(filled({ auth })).auth).toEqual({ type: "basic", username: "key", password: null });
});

test.each(Object.entries(webhookPresets))("the preset %s fills in a form that can be saved", (_, preset) => {
  const start = { ...blankWebhook(), url: "https://example.com/hook" };
  for (const home of ["campaign", "workspace"] as const) {
    const chosen = withPreset({ ...start, events: home === "campaign" ? ["email.sent"] : [] }, preset, home);
    expect(webhookFormSchema.parse(chosen)).toMatchObject(preset.settings);
  }
  expect(withPreset(start, preset, "campaign").events.filter((name) => name.startsWith("contact."))).toEqual([]);
});

test("a preset leaves alone what was chosen", () => {
  const chosen = withPreset(filled({ name: "Mine", secret: "s" }), webhookPresets.slack, "workspace");
  expect(chosen).toMatchObject({ name: "Mine", secret: "s", events: ["email.sent"] });
});
