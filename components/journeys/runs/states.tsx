import { CircleCheck, CirclePlay, CircleStop, CircleX, Clock, type LucideIcon, TriangleAlert } from "lucide-react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { RunState } from "@/db/enums";
import type { Run } from "@/lib/journeys/contract";
import type { RunTab } from "./filters";

const runStateLooks: Record<RunState, { label: string; tone: Tone; icon: LucideIcon }> = {
  active: { label: "Active", tone: "info", icon: CirclePlay },
  waiting: { label: "Waiting", tone: "info", icon: Clock },
  completed: { label: "Completed", tone: "success", icon: CircleCheck },
  failed: { label: "Failed", tone: "danger", icon: CircleX },
  stopped: { label: "Stopped", tone: "neutral", icon: CircleStop },
};

export const runTabLabels: Record<RunTab, string> = {
  open: "In it now",
  completed: "Completed",
  failed: "Failed",
  stopped: "Stopped",
};

/** How a run stands as icon and word; one that should have moved and has not is stuck. */
export function RunStateBadge({ run: { state, stuck } }: { run: Pick<Run, "state" | "stuck"> }) {
  if (stuck)
    return (
      <StatusBadge tone="warning" icon={<TriangleAlert aria-hidden />}>
        Stuck
      </StatusBadge>
    );
  const { label, tone, icon: Icon } = runStateLooks[state];
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </StatusBadge>
  );
}
