import { z } from "zod";
import { type SignatureSettings, signatureInputSchema } from "@/lib/inbound/signatures/settings";
import { type WorkspaceWebhook, workspaceWebhookBody } from "@/lib/inbound/workspace-webhooks/contract";
import { workspaceWebhookTypes } from "@/lib/inbound/workspace-webhooks/types";

const { shape } = workspaceWebhookBody;

/** Hands a part to the contract's own schema and puts what is wrong with it where the form shows it. */
function checked<T>(schema: z.ZodType<T>, value: unknown, path: string, context: z.RefinementCtx): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    context.addIssue({ code: "custom", message: issue.message, path: [path, ...issue.path] });
}

const numberOf = (text: string): number | null => (text.trim() === "" ? null : Number(text));

const signatureFormSchema = z.object({
  scheme: z.string(),
  header: z.string(),
  encoding: z.string(),
  prefix: z.string(),
  toleranceSeconds: z.string(),
  secret: z.string(),
});
type SignatureFormValues = z.output<typeof signatureFormSchema>;

/** The settings as one types them: numbers as text, a signature of no scheme, mapping lines that count only when they are used. */
export const webhookFormSchema = z
  .object({
    name: shape.name,
    type: shape.type,
    audienceId: z.string().min(1, "Choose an audience."),
    tags: shape.tags.unwrap(),
    methods: z.array(z.string()).min(1, "Accept at least one method."),
    ratePerMinute: z.string(),
    signature: signatureFormSchema,
    resubscribe: shape.resubscribe.unwrap(),
    scope: shape.scope.unwrap(),
    reads: z.enum(["names", "mapping"]),
    mapping: z.array(z.object({ path: z.string(), field: z.string() })),
  })
  .transform((values, context) => {
    const methods = checked(shape.methods.unwrap(), values.methods, "methods", context);
    const ratePerMinute = checked(rateSchema, numberOf(values.ratePerMinute), "ratePerMinute", context);
    const signature = checked(signatureInputSchema.nullable(), signatureOf(values.signature), "signature", context);
    const mapping = checked(
      shape.mapping.unwrap(),
      values.reads === "mapping" ? values.mapping : null,
      "mapping",
      context,
    );
    if (methods === undefined || ratePerMinute === undefined || signature === undefined || mapping === undefined)
      return z.NEVER;
    const { name, type, audienceId, tags, resubscribe, scope } = values;
    const kept = workspaceWebhookTypes[type].takesTags ? tags : [];
    return { name, type, audienceId, tags: kept, methods, ratePerMinute, signature, resubscribe, scope, mapping };
  });
export type WebhookFormValues = z.input<typeof webhookFormSchema>;
export type WebhookFormResult = z.output<typeof webhookFormSchema>;

const rateSchema = z
  .number("Enter a whole number, or leave it blank for no limit.")
  .nullable()
  .pipe(shape.ratePerMinute.unwrap());

/** Only what the scheme has: the contract refuses the rest. */
function signatureOf({ scheme, header, encoding, prefix, toleranceSeconds, secret }: SignatureFormValues) {
  const tolerance = { toleranceSeconds: numberOf(toleranceSeconds) ?? undefined };
  if (scheme === "hmac") return { scheme, header, encoding, prefix, secret };
  if (scheme === "standard") return { scheme, ...tolerance, secret };
  if (scheme === "timestamped") return { scheme, header, ...tolerance, secret };
  return null;
}

const noSignature = { header: "", encoding: "hex", prefix: "", toleranceSeconds: "300", secret: "" };

/** A new webhook for this audience. */
export const blankWebhook = (audienceId: string): WebhookFormValues => ({
  name: "",
  type: "SUBSCRIBED",
  audienceId,
  tags: [],
  methods: ["GET", "POST"],
  ratePerMinute: "",
  signature: { scheme: "none", ...noSignature },
  resubscribe: "subscribe",
  scope: "workspace",
  reads: "names",
  mapping: [],
});

/** What the form starts from when a webhook is changed. A secret never comes back: blank keeps it. */
export function webhookFormValues(webhook: WorkspaceWebhook): WebhookFormValues {
  const { name, type, audienceId, tags, methods, resubscribe, scope, signature, mapping } = webhook;
  return {
    ...{ name, type, audienceId, tags, methods, resubscribe, scope },
    ratePerMinute: webhook.ratePerMinute === null ? "" : String(webhook.ratePerMinute),
    signature: signatureValues(signature),
    reads: mapping === null ? "names" : "mapping",
    mapping: mapping ?? [],
  };
}

/** The fields of a signature check as the form has them; without a secret. */
export function signatureValues(settings: SignatureSettings | null): SignatureFormValues {
  if (settings === null) return { scheme: "none", ...noSignature };
  const { scheme } = settings;
  if (scheme === "hmac") {
    const { header, encoding, prefix } = settings;
    return { ...noSignature, scheme, header, encoding, prefix };
  }
  const toleranceSeconds = String(settings.toleranceSeconds);
  if (scheme === "standard") return { ...noSignature, scheme, toleranceSeconds };
  return { ...noSignature, scheme, header: settings.header, toleranceSeconds };
}
