import { RunListSkeleton } from "@/components/journeys/runs/run-list";
import { Page } from "@/components/ui/page-header";

export default function RunsLoading() {
  return (
    <Page aria-busy="true">
      <RunListSkeleton />
    </Page>
  );
}
