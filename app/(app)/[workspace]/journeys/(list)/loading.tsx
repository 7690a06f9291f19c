import { JourneyTableSkeleton } from "@/components/journeys/journey-table";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { JourneysHeader } from "./journeys-header";

export default function JourneysLoading() {
  return (
    <Page>
      <JourneysHeader />
      <div className="flex flex-wrap gap-2">
        <Skeleton className="h-8 rounded-md sm:w-64" />
        <Skeleton className="h-8 w-28 rounded-md" />
      </div>
      <JourneyTableSkeleton />
    </Page>
  );
}
