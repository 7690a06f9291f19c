import { AudienceTableSkeleton } from "@/components/audiences/audience-table";
import { Page } from "@/components/ui/page-header";
import { AudiencesHeader } from "./audiences-header";

export default function AudiencesLoading() {
  return (
    <Page>
      <AudiencesHeader />
      <AudienceTableSkeleton />
    </Page>
  );
}
