import { confirmationMail } from "@/lib/opt-in/confirmation-mail";

/** The confirmation mail exactly as it is sent, while it is being written. */
export function MailPreview(mail: Parameters<typeof confirmationMail>[0]) {
  const { subject, html } = confirmationMail(mail);
  return (
    <figure className="flex min-w-0 flex-col overflow-hidden rounded-lg border">
      <figcaption className="border-b bg-muted/50 px-3 py-2">
        <span className="block text-meta text-muted-foreground">Preview</span>
        <span className="block text-table [overflow-wrap:anywhere]">{subject}</span>
      </figcaption>
      <iframe title="Preview of the confirmation mail" srcDoc={html} sandbox="" className="h-[26rem] w-full bg-card" />
    </figure>
  );
}
