import { renderMail } from "../mail/render";

/** The subject and bodies of a confirmation mail. The link opens a page; only its button confirms. */
export function confirmationMail(mail: {
  audienceName: string;
  subject: string;
  text: string;
  expiryDays: number;
  url: string;
}): { subject: string; html: string; text: string } {
  const fill = (text: string) => text.replace(/\{\{\s*audience\s*\}\}/g, () => mail.audienceName);
  const days = mail.expiryDays === 1 ? "one day" : `${mail.expiryDays} days`;
  return {
    subject: fill(mail.subject),
    ...renderMail({
      title: fill(mail.subject),
      paragraphs: fill(mail.text).split(/\n{2,}/),
      action: { label: "Confirm my subscription", url: mail.url },
      footer: `The link works once, for ${days}. You get this mail because this address was entered at ${mail.audienceName}.`,
    }),
  };
}
