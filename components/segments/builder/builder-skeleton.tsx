import { Skeleton } from "@/components/ui/skeleton";

/** The builder's shape while it is loading. */
export function BuilderSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Skeleton className="w-20" />
        <Skeleton className="h-7 w-44" />
      </div>
      <div className="grid items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-5">
          <Skeleton className="h-8 max-w-md" />
          <Skeleton className="h-7 w-56" />
          <Skeleton className="h-12 rounded-lg" />
          <Skeleton className="h-12 rounded-lg" />
        </div>
        <Skeleton className="h-56 rounded-lg" />
      </div>
    </div>
  );
}
