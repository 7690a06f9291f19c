import { z } from "zod";
import { type AudienceWebhook, webhookSettingsSchema } from "@/lib/inbound/contract";

const { successRedirect, errorRedirect, allowedOrigins } = webhookSettingsSchema.shape;

const blankIsNone = z.string().transform((text) => (text.trim() === "" ? null : text));
const linesOf = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map((line) => line.replace(/\/$/, ""))
    .filter((line) => line !== "");

/** The contract's settings as one types them: nothing for no redirect, one origin a line. */
export const signUpFormSchema = z.object({
  successRedirect: blankIsNone.pipe(successRedirect.unwrap()),
  errorRedirect: blankIsNone.pipe(errorRedirect.unwrap()),
  allowedOrigins: z
    .string()
    .transform(linesOf)
    .superRefine((origins, context) => {
      const issue = allowedOrigins.safeParse(origins).error?.issues[0];
      if (issue === undefined) return;
      const [index] = issue.path;
      const at = typeof index === "number" ? `${origins[index]}: ` : "";
      context.addIssue({ code: "custom", message: `${at}${issue.message}` });
    }),
});

export const signUpFormValues = (webhook: AudienceWebhook): z.input<typeof signUpFormSchema> => ({
  successRedirect: webhook.successRedirect ?? "",
  errorRedirect: webhook.errorRedirect ?? "",
  allowedOrigins: webhook.allowedOrigins.join("\n"),
});
