import { SegmentTableSkeleton } from "@/components/segments/segment-table";

export default function SegmentsLoading() {
  return <SegmentTableSkeleton />;
}
