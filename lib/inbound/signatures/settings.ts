import { z } from "zod";

/** A scheme by which senders prove that a request is theirs. Verifying is in `verify.ts`, under the same name. */
export const signatureSchemes = {
  hmac: {
    label: "HMAC header",
    description: "A header holds the HMAC-SHA256 of the raw body. For GET the query string is what is signed.",
  },
  standard: {
    label: "Standard Webhooks",
    description: "webhook-id, webhook-timestamp and webhook-signature, as in standardwebhooks.com.",
  },
  timestamped: {
    label: "Timestamped header",
    description: "A header like t=…,v1=… signs the moment and the body, as Stripe does.",
  },
} as const;
export type SignatureScheme = keyof typeof signatureSchemes;

const header = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "Enter a header's name, like X-Webhook-Signature.");
const toleranceSeconds = z
  .number()
  .int()
  .min(30, "Allow at least 30 seconds: clocks differ.")
  .max(3_600, "Allow at most an hour.")
  .default(300);

const hmac = z.strictObject({
  scheme: z.literal("hmac"),
  header,
  encoding: z.enum(["hex", "base64"]).default("hex"),
  /** What stands before the signature in the header, like `sha256=`. */
  prefix: z.string().max(40).default(""),
});
const standard = z.strictObject({ scheme: z.literal("standard"), toleranceSeconds });
const timestamped = z.strictObject({ scheme: z.literal("timestamped"), header, toleranceSeconds });

/** The part of the settings that is no secret: what the database keeps and the API shows. */
export const signatureSettingsSchema = z.discriminatedUnion("scheme", [hmac, standard, timestamped]);
export type SignatureSettings = z.output<typeof signatureSettingsSchema>;

/** `""` or nothing keeps the secret that is stored. */
const withSecret = {
  secret: z
    .string()
    .max(500)
    .refine((text) => text === "" || text.length >= 8, "The secret needs at least 8 characters.")
    .default(""),
};
export const signatureInputSchema = z.discriminatedUnion("scheme", [
  hmac.extend(withSecret),
  standard.extend(withSecret),
  timestamped.extend(withSecret),
]);
export type SignatureInput = z.output<typeof signatureInputSchema>;

/** What stands for a stored secret: it can't be read again. */
export const maskedSignatureSecret = "••••••••";
const masked = { secret: z.literal(maskedSignatureSecret) };
export const signatureAnswerSchema = z.discriminatedUnion("scheme", [
  hmac.extend(masked),
  standard.extend(masked),
  timestamped.extend(masked),
]);
