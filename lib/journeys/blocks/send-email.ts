import { z } from "zod";
import { block } from "./block";
import { isTemplate } from "./template";

const template = (charactersMax: number) => z.string().max(charactersMax).superRefine(isTemplate);

const config = z.strictObject({
  subject: template(250).min(1, "Enter a subject."),
  previewText: template(250).default(""),
  fromName: z.string().trim().max(100).default(""),
  fromEmail: z.email("Enter the sender's address."),
  replyTo: z.email("Enter an email address.").nullable().default(null),
  html: template(1_000_000).min(1, "Write the mail."),
  /** Without them nobody can wait for `email.opened` or `email.clicked`. */
  trackOpens: z.boolean().default(true),
  trackClicks: z.boolean().default(true),
});

export { config as sendEmailConfig };

export const sendEmailBlock = block<z.output<typeof config>>({
  type: "send_email",
  label: "Send email",
  group: "Messages",
  description: "Sends a mail, to Active contacts only.",
  icon: "mail",
  config,
  initial: { subject: "", previewText: "", fromName: "", fromEmail: "", replyTo: null, html: "" },
  ports: () => [{ name: "next", label: "Next" }],
  summary: ({ subject }) => subject,
  reads: ({ subject, previewText, html }) => [subject, previewText, html].map((template) => ({ template })),
  step: ({ config, scope }) => {
    const { contact } = scope as { contact?: { status?: unknown } | null };
    if (contact?.status !== "subscribed")
      return { kind: "go", port: "next", reason: "Got no mail: only Active contacts do." };
    return { kind: "go", port: "next", reason: "The mail was queued.", effects: [{ kind: "mail", ...config }] };
  },
});
