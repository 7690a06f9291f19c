"use client";

import { useEffect, useRef } from "react";
import { SecretPanel } from "@/components/ui/secret-panel";
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";

/** Both URLs, this one time. Closing the tab before they are saved asks first. */
export function FreshUrls({ urls, onSaved }: { urls: WebhookUrls; onSaved: () => void }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    frame.current?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: "nearest" });
  }, []);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);
  return (
    <div ref={frame} tabIndex={-1} className="scroll-mt-20 outline-none">
      <SecretPanel
        title="Copy the URL now: for security reasons you won’t be able to view it again"
        description="Copy it before you leave this page. A lost URL can’t be recovered, only regenerated."
        secrets={[
          {
            label: "Add and update",
            value: urls.addAndUpdate,
            description: "Adds a contact or updates an existing contact.",
          },
          {
            label: "Add only",
            value: urls.addOnly,
            description: "Adds a contact, but returns an error if the contact already exists.",
          },
        ]}
        onSaved={onSaved}
      />
    </div>
  );
}
