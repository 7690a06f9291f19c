import { CampaignTableSkeleton } from "@/components/campaigns/campaign-table";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { CampaignsHeader } from "./campaigns-header";

export default function CampaignsLoading() {
  return (
    <Page>
      <CampaignsHeader />
      <div className="flex flex-wrap gap-2">
        <Skeleton className="h-8 rounded-md sm:w-64" />
        <Skeleton className="h-8 w-28 rounded-md" />
      </div>
      <CampaignTableSkeleton />
    </Page>
  );
}
