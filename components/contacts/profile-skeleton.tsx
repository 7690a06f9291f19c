import { Card, CardContent } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { HistorySkeleton } from "./history-frame";

/** A profile's shape while it is loading. */
export function ProfileSkeleton() {
  return (
    <>
      <div className="flex flex-col gap-2">
        <Skeleton className="w-20" />
        <Skeleton className="h-7 w-72 max-w-full" />
      </div>
      <div className="grid min-w-0 items-start gap-x-6 gap-y-5 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-4">
          {[5, 1, 1, 6].map((lines, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity.
            <Card key={index}>
              <CardContent className="flex flex-col gap-4">
                <Skeleton className="w-24" />
                {Array.from({ length: lines }, (_, line) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity.
                  <Skeleton key={line} />
                ))}
              </CardContent>
            </Card>
          ))}
        </div>
        <div className="flex flex-col gap-4">
          <Skeleton className="h-7 w-40" />
          <HistorySkeleton />
        </div>
      </div>
    </>
  );
}
