import { Skeleton } from "@/components/ui/skeleton";
import { MemberTableSkeleton } from "./member-table";

/** A segment's page while it is loading. */
export function SegmentSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Skeleton className="w-20" />
        <Skeleton className="h-7 w-64 max-w-full" />
        <Skeleton className="w-48" />
      </div>
      <div className="grid items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Skeleton className="h-60 rounded-lg" />
          <MemberTableSkeleton />
        </div>
        <Skeleton className="h-40 rounded-lg max-lg:row-start-1" />
      </div>
    </div>
  );
}
