import { Skeleton } from "@/components/ui/skeleton";

/** The builder's shape while it is loading. */
export const BuilderSkeleton = () => (
  <div role="status" aria-label="Loading the builder" className="flex min-h-0 flex-1 basis-0 flex-col">
    <div className="flex items-center gap-2 border-b px-3 py-1.5">
      <Skeleton className="h-7 w-32 rounded-md" />
    </div>
    <CanvasSkeleton />
  </div>
);

export const CanvasSkeleton = () => (
  <div className="flex flex-1 flex-col items-center gap-16 pt-12">
    <Skeleton className="h-16 w-62 rounded-lg" />
    <Skeleton className="h-16 w-62 rounded-lg" />
    <Skeleton className="h-7 w-16 rounded-full" />
  </div>
);
