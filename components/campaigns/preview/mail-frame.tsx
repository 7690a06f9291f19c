"use client";

import { useEffect, useRef } from "react";
import { sealedHtml } from "@/components/mailbox/sealed-html";
import { cn } from "@/components/ui/cn";

export type MailWidth = "desktop" | "phone";

/**
 * A mail's HTML without any permission: no scripts, no forms, no way out of the frame; images come from the web. They may there alone, so
 * the frame is a page with a policy of its own (`lib/http/mail-frame.ts`), which is handed the HTML.
 */
export function MailFrame({ html, width, className }: { html: string; width: MailWidth; className?: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  // The page in the sandbox has no origin that could be named.
  const show = () => frame.current?.contentWindow?.postMessage(sealedHtml(html, "https: data:"), "*");
  // Also for a frame that had come before this ran; one that comes later asks by `onLoad`.
  useEffect(() => {
    show();
  });
  return (
    <div className={cn("flex justify-center bg-muted", className)}>
      <iframe
        ref={frame}
        title="Preview of the mail"
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        src="/mail-frame"
        onLoad={show}
        // A mail brings its own colours and counts on paper beneath them, whatever the theme is.
        style={{ background: "white", colorScheme: "light" }}
        className={cn("h-136", width === "phone" ? "w-94 max-w-full" : "w-full")}
      />
    </div>
  );
}
