import { Skeleton } from "@/components/ui/skeleton";

/** The editor's shape while it is loading. */
export const EditorSkeleton = () => (
  <div role="status" aria-label="Loading the webhook" className="flex flex-col gap-5">
    <div className="flex flex-col gap-2">
      <Skeleton className="w-20" />
      <Skeleton className="h-7 w-48" />
    </div>
    <div className="grid grid-cols-1 items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-60 rounded-lg" />
        <Skeleton className="h-40 rounded-lg" />
      </div>
      <Skeleton className="h-96 rounded-lg" />
    </div>
  </div>
);
