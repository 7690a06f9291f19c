import { sealedHtml } from "@/components/mailbox/sealed-html";
import { cn } from "@/components/ui/cn";

export type MailWidth = "desktop" | "phone";

/** A mail's HTML without any permission: no scripts, no forms, nothing loaded, no way out of the frame. */
export function MailFrame({ html, width, className }: { html: string; width: MailWidth; className?: string }) {
  return (
    <div className={cn("flex justify-center bg-muted", className)}>
      <iframe
        title="Preview of the mail"
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={sealedHtml(html)}
        // A mail brings its own colours and counts on paper beneath them, whatever the theme is.
        style={{ background: "white", colorScheme: "light" }}
        className={cn("h-136", width === "phone" ? "w-94 max-w-full" : "w-full")}
      />
    </div>
  );
}
