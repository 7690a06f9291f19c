import {
  CalendarClock,
  CircleCheck,
  CirclePause,
  CircleSlash,
  type LucideIcon,
  PencilLine,
  SendHorizontal,
} from "lucide-react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { CampaignStatus } from "@/db/enums";

export const campaignStatusLooks: Record<CampaignStatus, { label: string; tone: Tone; icon: LucideIcon }> = {
  draft: { label: "Draft", tone: "neutral", icon: PencilLine },
  scheduled: { label: "Scheduled", tone: "info", icon: CalendarClock },
  sending: { label: "Sending", tone: "info", icon: SendHorizontal },
  paused: { label: "Paused", tone: "warning", icon: CirclePause },
  sent: { label: "Sent", tone: "success", icon: CircleCheck },
  cancelled: { label: "Cancelled", tone: "neutral", icon: CircleSlash },
};

/** A campaign's status as icon and word. */
export function CampaignStatusBadge({ status }: { status: CampaignStatus }) {
  const { label, tone, icon: Icon } = campaignStatusLooks[status];
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </StatusBadge>
  );
}
