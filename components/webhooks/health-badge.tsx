import { CircleDashed, CirclePause } from "lucide-react";
import type { ReactNode } from "react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import { Tooltip } from "@/components/ui/tooltip";
import type { Webhook } from "@/lib/webhooks/contract";

type State = Webhook["health"]["state"];

const looks: Record<State, { tone: Tone; label: string; icon?: ReactNode; text: string }> = {
  new: { tone: "neutral", label: "New", icon: <CircleDashed aria-hidden />, text: "Nothing has been sent yet." },
  healthy: { tone: "success", label: "Healthy", text: "The last attempts were delivered." },
  failing: { tone: "warning", label: "Failing", text: "The last attempts failed. They are tried again." },
  open: {
    tone: "danger",
    label: "Failing",
    text: "Too many attempts in a row failed: nothing is sent for a while, then one attempt probes whether it works again.",
  },
  paused: {
    tone: "neutral",
    label: "Paused",
    icon: <CirclePause aria-hidden />,
    text: "Switched off. What happens meanwhile is held.",
  },
  disabled: { tone: "danger", label: "Disabled", text: "Switched off by itself. What happens meanwhile is held." },
};

/** How an endpoint has been answering, in a word; why, in its tooltip. */
export function HealthBadge({ health }: { health: Webhook["health"] }) {
  const { tone, label, icon, text } = looks[health.state];
  const failed = health.state === "failing" || health.state === "open" || health.state === "disabled";
  return (
    <Tooltip content={failed && health.lastError ? `${text} ${health.lastError}` : text}>
      <span tabIndex={0} className="inline-flex rounded-sm">
        <StatusBadge tone={tone} icon={icon}>
          {label}
        </StatusBadge>
      </span>
    </Tooltip>
  );
}
