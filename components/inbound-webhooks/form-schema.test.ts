import { expect, test } from "vitest";
import { maskedSignatureSecret } from "@/lib/inbound/signatures/settings";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { mappingPresets } from "@/lib/inbound/workspace-webhooks/presets";
import { blankWebhook, signatureValues, webhookFormSchema, webhookFormValues } from "./form-schema";

const blank = { ...blankWebhook("aud_01h455vb4pex5vsknk084sn02q"), name: "Sign-ups" };

/** The paths of what is wrong. */
const wrong = (values: unknown) =>
  webhookFormSchema.safeParse(values).error?.issues.map((issue) => issue.path.join(".")) ?? [];

test("a name is all that a new webhook needs", () => {
  expect(webhookFormSchema.parse(blank)).toEqual({
    name: "Sign-ups",
    type: "SUBSCRIBED",
    audienceId: blank.audienceId,
    tags: [],
    methods: ["GET", "POST"],
    ratePerMinute: null,
    signature: null,
    resubscribe: "subscribe",
    scope: "workspace",
    mapping: null,
  });
  expect(wrong({ ...blank, name: "" })).toEqual(["name"]);
  expect(wrong({ ...blank, name: "x".repeat(65) })).toEqual(["name"]);
});

test("tags are sent only with types that take them, so that changing the type back brings them back", () => {
  const tagged = { ...blank, tags: ["gold"] };
  expect(webhookFormSchema.parse({ ...tagged, type: "UNCONFIRMED" }).tags).toEqual(["gold"]);
  expect(webhookFormSchema.parse({ ...tagged, type: "DELETE" }).tags).toEqual([]);
});

test("what is wrong in Advanced is said at its own field", () => {
  expect(wrong({ ...blank, methods: [] })).toEqual(["methods"]);
  expect(wrong({ ...blank, ratePerMinute: "0.5" })).toEqual(["ratePerMinute"]);
  expect(wrong({ ...blank, ratePerMinute: "many" })).toEqual(["ratePerMinute"]);
  const signature = { ...blank.signature, scheme: "hmac", header: "a header", secret: "short" };
  expect(wrong({ ...blank, signature })).toEqual(["signature.header", "signature.secret"]);
  const mapping = [
    { path: "a..b", field: "email" },
    { path: "c", field: "" },
  ];
  expect(wrong({ ...blank, reads: "mapping", mapping })).toEqual(["mapping.0.path", "mapping.1.field"]);
});

test("mapping lines that are not used are neither checked nor sent", () => {
  const unused = { ...blank, mapping: [{ path: "", field: "" }] };
  expect(webhookFormSchema.parse(unused).mapping).toBeNull();
});

test.each(Object.entries(mappingPresets))("%s's signature fits the form and the contract", (_, preset) => {
  const signature = { ...signatureValues(preset.signature), secret: "a long enough secret" };
  expect(webhookFormSchema.parse({ ...blank, signature }).signature).toEqual({
    ...preset.signature,
    secret: "a long enough secret",
  });
});

test("a stored secret stays out of the form, and saving without one keeps it", () => {
  const webhook: WorkspaceWebhook = {
    ...webhookFormSchema.parse(blank),
    id: "hok_01h455vb4pex5vsknk084sn02q",
    url: "https://gate.example/v1/inbound-webhooks/x",
    audienceName: "Newsletter",
    active: true,
    signature: { scheme: "standard", toleranceSeconds: 120, secret: maskedSignatureSecret },
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    traffic: { accepted24h: 0, refused24h: 0, lastRequestAt: null, hours: [] },
  };
  const values = webhookFormValues(webhook);
  expect(values.signature.secret).toBe("");
  expect(webhookFormSchema.parse(values).signature).toEqual({ scheme: "standard", toleranceSeconds: 120, secret: "" });
});
