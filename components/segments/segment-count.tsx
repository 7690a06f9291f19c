import { LoaderCircle } from "lucide-react";
import { numberText } from "@/components/audiences/count-text";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Segment } from "@/lib/segments/contract";

/** Whole percents, rounded down: 100 is for what is done. */
export const percentOf = ({ done, total }: { done: number; total: number }): number =>
  total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));

/** How many contacts are in a segment, or how far counting them has come. */
export function SegmentCount({ segment }: { segment: Segment }) {
  if (segment.building === null) return <span className="tabular-nums">{numberText(segment.memberCount)}</span>;
  return (
    <StatusBadge tone="info" icon={<LoaderCircle aria-hidden className="animate-spin" />}>
      Building {percentOf(segment.building)} %
    </StatusBadge>
  );
}
