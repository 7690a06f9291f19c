import { StatusBadge } from "@/components/ui/status-badge";
import { outcomeLook } from "./outcomes";

/** What became of a request as icon and word. */
export function OutcomeBadge({ outcome, status }: { outcome: string; status: number }) {
  const { label, tone } = outcomeLook(outcome, status);
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}
