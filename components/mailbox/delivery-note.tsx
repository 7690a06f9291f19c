import { Callout } from "@/components/ui/callout";

/** Whether mail leaves this installation, told before anybody waits for one. `smtpHost` is null without an SMTP server. */
export function DeliveryNote({ smtpHost, from }: { smtpHost: string | null; from: string }) {
  if (smtpHost !== null)
    return (
      <p className="text-muted-foreground text-table">
        Sent through <span className="text-mono">{smtpHost}</span> as <span className="text-mono">{from}</span>.
      </p>
    );
  return (
    <Callout tone="info" title="No SMTP server is configured">
      Mail is captured here and not sent. Set <code className="text-mono">SMTP_URL</code> to send.
    </Callout>
  );
}
