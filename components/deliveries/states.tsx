import { CircleCheck, CirclePause, CircleX, Clock, type LucideIcon } from "lucide-react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { DeliveryState } from "@/db/enums";

export const stateLooks: Record<DeliveryState, { label: string; tone: Tone; icon: LucideIcon }> = {
  succeeded: { label: "Delivered", tone: "success", icon: CircleCheck },
  pending: { label: "Waiting", tone: "info", icon: Clock },
  failed: { label: "Failed", tone: "danger", icon: CircleX },
  held: { label: "Held", tone: "warning", icon: CirclePause },
};

/** The states in the order of their tabs. */
export const shownStates = ["succeeded", "pending", "failed", "held"] as const satisfies readonly DeliveryState[];

/** What became of a delivery as icon and word. */
export function DeliveryStateBadge({ state }: { state: DeliveryState }) {
  const { label, tone, icon: Icon } = stateLooks[state];
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </StatusBadge>
  );
}
