import { CirclePause, CirclePlay, type LucideIcon, PencilLine } from "lucide-react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { JourneyStatus } from "@/db/enums";

export const journeyStatusLooks: Record<JourneyStatus, { label: string; tone: Tone; icon: LucideIcon }> = {
  draft: { label: "Draft", tone: "neutral", icon: PencilLine },
  live: { label: "Live", tone: "success", icon: CirclePlay },
  paused: { label: "Paused", tone: "warning", icon: CirclePause },
};

/** A journey's status as icon and word. */
export function JourneyStatusBadge({ status }: { status: JourneyStatus }) {
  const { label, tone, icon: Icon } = journeyStatusLooks[status];
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </StatusBadge>
  );
}
