import { Avatar } from "@/components/ui/avatar";

/** The mail as a list of mails shows it: sender, subject, and the first words. */
export function InboxLine({
  from,
  subject,
  preview,
}: {
  from: { name: string; email: string };
  subject: string;
  /** The preview text; where there is none, inboxes take the mail's first words. */
  preview: string;
}) {
  return (
    <div
      className="flex min-w-0 items-start gap-3 rounded-lg border bg-card px-3 py-2.5"
      role="group"
      aria-label="In the inbox"
    >
      <Avatar name={from.name || from.email || "?"} className="mt-0.5" />
      <div className="min-w-0 flex-1 text-table">
        <p className="truncate">
          <span className="font-semibold">{from.name || <Missing>No from name yet</Missing>}</span>{" "}
          <span className="text-muted-foreground">{from.email}</span>
        </p>
        <p className="truncate font-medium">{subject || <Missing>No subject yet</Missing>}</p>
        <p className="truncate text-muted-foreground">{preview}</p>
      </div>
    </div>
  );
}

const Missing = ({ children }: { children: string }) => (
  <span className="font-normal text-muted-foreground italic">{children}</span>
);
