import { CircleCheck, CircleMinus, Clock, Flag, type LucideIcon, MailX } from "lucide-react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { ContactStatus } from "@/db/enums";
import { statusLabels } from "@/lib/contacts/contract";

export const statusLooks: Record<ContactStatus, { tone: Tone; icon: LucideIcon }> = {
  subscribed: { tone: "success", icon: CircleCheck },
  unconfirmed: { tone: "warning", icon: Clock },
  unsubscribed: { tone: "neutral", icon: CircleMinus },
  bounced: { tone: "danger", icon: MailX },
  complained: { tone: "danger", icon: Flag },
};

/** A contact's status as icon and word. */
export function ContactStatusBadge({ status }: { status: ContactStatus }) {
  const { tone, icon: Icon } = statusLooks[status];
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden />}>
      {statusLabels[status]}
    </StatusBadge>
  );
}
