import { VersionTableSkeleton } from "@/components/journeys/versions/version-table";
import { Page } from "@/components/ui/page-header";

export default function VersionsLoading() {
  return (
    <Page>
      <VersionTableSkeleton />
    </Page>
  );
}
