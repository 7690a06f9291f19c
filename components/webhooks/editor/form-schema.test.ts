import { expect, test } from "vitest";
import { blankRow } from "@/components/mapping/draft";
import { blankWebhook, formPath, type WebhookFormValues, webhookFormSchema } from "./form-schema";

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
  const auth = { type: "basic" as const, username: "ann", password: "p" };
  expect(webhookFormSchema.parse(filled({ auth })).auth).toEqual(auth);
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
