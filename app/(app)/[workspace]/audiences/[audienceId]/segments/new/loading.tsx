import { BuilderSkeleton } from "@/components/segments/builder/builder-skeleton";

export default function NewSegmentLoading() {
  return <BuilderSkeleton />;
}
