import { ArrowRight } from "lucide-react";
import type { ContactStatus } from "@/db/enums";
import { ContactStatusBadge } from "./contact-status-badge";

/** From which status to which; a new contact comes from none. */
export function StatusChange({ from, to }: { from: ContactStatus | null; to: ContactStatus }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {from === null ? (
        <span className="font-normal text-muted-foreground">New</span>
      ) : (
        <ContactStatusBadge status={from} />
      )}
      <ArrowRight aria-label="became" className="size-3.5 text-muted-foreground" />
      <ContactStatusBadge status={to} />
    </span>
  );
}
