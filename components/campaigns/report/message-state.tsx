import {
  CircleCheck,
  CircleHelp,
  CircleMinus,
  CircleX,
  Clock,
  Inbox,
  type LucideIcon,
  MailX,
  SendHorizontal,
} from "lucide-react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { MessageState } from "@/db/enums";
import type { CampaignMessage } from "@/lib/campaigns/contract";

interface Look {
  label: string;
  tone: Tone;
  icon: LucideIcon;
}

const looks: Record<MessageState, Look> = {
  pending: { label: "Waiting", tone: "neutral", icon: Clock },
  sending: { label: "Sending", tone: "info", icon: SendHorizontal },
  sent: { label: "Sent", tone: "success", icon: CircleCheck },
  captured: { label: "Captured", tone: "success", icon: Inbox },
  skipped: { label: "Skipped", tone: "neutral", icon: CircleMinus },
  failed: { label: "Failed", tone: "danger", icon: CircleX },
  unknown: { label: "May have arrived", tone: "warning", icon: CircleHelp },
};

const bounced: Look = { label: "Bounced", tone: "danger", icon: MailX };
const complained: Look = { label: "Complained", tone: "danger", icon: MailX };

/** What became of the mail to one contact, as icon and word; what came back after it was sent goes first. */
export function MessageStateBadge({ message }: { message: CampaignMessage }) {
  const {
    label,
    tone,
    icon: Icon,
  } = message.complainedAt !== null ? complained : message.bouncedAt !== null ? bounced : looks[message.state];
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </StatusBadge>
  );
}
