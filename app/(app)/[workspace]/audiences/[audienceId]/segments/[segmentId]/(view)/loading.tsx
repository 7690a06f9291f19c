import { SegmentSkeleton } from "@/components/segments/segment-skeleton";

export default function SegmentLoading() {
  return <SegmentSkeleton />;
}
