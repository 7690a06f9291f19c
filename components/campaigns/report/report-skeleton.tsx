import { Skeleton } from "@/components/ui/skeleton";
import { StatCardSkeleton } from "@/components/ui/stat-card";
import { StatRow } from "./report-stats";

/** The report's shape while it is loading. */
export const ReportSkeleton = () => (
  <div role="status" aria-label="Loading" className="flex flex-col gap-5">
    <StatRow>
      {["sent", "delivered", "opened", "clicked", "bounced", "unsubscribed"].map((each) => (
        <StatCardSkeleton key={each} />
      ))}
    </StatRow>
    <Skeleton className="h-72 rounded-lg" />
  </div>
);
