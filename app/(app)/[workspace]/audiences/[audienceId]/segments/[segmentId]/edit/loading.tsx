import { BuilderSkeleton } from "@/components/segments/builder/builder-skeleton";

export default function EditSegmentLoading() {
  return <BuilderSkeleton />;
}
