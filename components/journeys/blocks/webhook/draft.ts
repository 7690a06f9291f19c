import { z } from "zod";
import { mappingSources } from "@/lib/webhooks/payload/mapping";
import { draftChoice, draftFlag, draftNumber, draftText } from "../drafts";

const row = z.object({
  field: draftText,
  source: draftChoice(mappingSources),
  value: draftText,
  default: z.string().nullish().catch(null),
  omitIfEmpty: z.boolean().optional().catch(undefined),
});

const authDraft = z.object({
  type: draftChoice(["none", "basic", "token"]),
  username: draftText,
  password: draftText,
  token: draftText,
  header: z.string().optional().catch(undefined),
});

export const webhookDraft = z.object({
  method: draftChoice(["POST", "PUT", "DELETE", "PATCH", "GET"]),
  url: draftText,
  auth: authDraft.catch({ type: "none", username: "", password: "", token: "" }),
  headers: z.array(z.object({ name: draftText, value: draftText, secret: draftFlag })).catch([]),
  customPayload: z
    .object({ mappings: z.array(row).catch([]) })
    .nullable()
    .catch(null),
  customOnly: draftFlag,
  timeoutS: draftNumber(15),
  retries: draftNumber(9),
  waitForResponse: draftFlag,
  save: z.array(z.object({ path: draftText, to: draftChoice(["variable", "field", "tag"]), key: draftText })).catch([]),
});
export type WebhookDraft = z.output<typeof webhookDraft>;
export type HeaderDraft = WebhookDraft["headers"][number];
export type SaveDraft = WebhookDraft["save"][number];

/** Only what a kind of authentication knows. */
export function storedAuth({ type, username, password, token, header }: WebhookDraft["auth"]): Record<string, unknown> {
  if (type === "basic") return { type, username, password };
  if (type === "token") return { type, token, ...(header === undefined ? {} : { header }) };
  return { type };
}
