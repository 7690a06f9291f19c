import { CircleCheck, CircleHelp, CircleX, Clock, Inbox, type LucideIcon, Send } from "lucide-react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { MailState } from "@/db/enums";

interface StateLook {
  label: string;
  tone: Tone;
  icon: LucideIcon;
  /** What the state means for the reader, in one sentence. */
  meaning: string;
}

export const mailStateLooks: Record<MailState, StateLook> = {
  queued: { label: "Queued", tone: "neutral", icon: Clock, meaning: "It leaves with the next run." },
  sending: { label: "Sending", tone: "info", icon: Send, meaning: "It is being handed to the SMTP server." },
  sent: { label: "Sent", tone: "success", icon: CircleCheck, meaning: "The SMTP server took it." },
  captured: { label: "Captured", tone: "info", icon: Inbox, meaning: "It was kept here and not sent." },
  failed: { label: "Failed", tone: "danger", icon: CircleX, meaning: "It was not sent." },
  unknown: {
    label: "Unknown",
    tone: "warning",
    icon: CircleHelp,
    meaning: "The SMTP server got the whole mail but its answer was lost: it may have arrived.",
  },
};

/** Whether a member can send it again: it may not have arrived, and its content was not erased. */
export const canRetry = ({ state, to }: { state: MailState; to: string }): boolean =>
  (state === "failed" || state === "unknown") && to !== "";

/** States that change by themselves in a moment. */
export const isMoving = (state: MailState): boolean => state === "queued" || state === "sending";

export function MailStateBadge({ state }: { state: MailState }) {
  const { label, tone, icon: Icon } = mailStateLooks[state];
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </StatusBadge>
  );
}
