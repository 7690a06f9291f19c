import { PreviewSkeleton } from "@/components/campaigns/preview/preview-panel";
import { Skeleton } from "@/components/ui/skeleton";

export default function ContentLoading() {
  return (
    <div className="grid min-w-0 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-44 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-120 rounded-lg" />
      </div>
      <PreviewSkeleton />
    </div>
  );
}
