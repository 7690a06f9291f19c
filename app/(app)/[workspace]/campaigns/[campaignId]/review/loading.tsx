import { Skeleton } from "@/components/ui/skeleton";

export default function ReviewLoading() {
  return (
    <div role="status" aria-label="Loading" className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-52 rounded-lg" />
      </div>
      <Skeleton className="h-52 rounded-lg" />
    </div>
  );
}
